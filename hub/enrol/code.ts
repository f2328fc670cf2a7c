/** One-time enrolment codes: 20 signs, the first four find the code, the other 16 are 80 secret bits. */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex, utf8 } from '../../shared/base/bytes.ts';
import type { PersonId } from '../../shared/base/ids.ts';
import type { Clock, Random } from '../../shared/base/ports.ts';
import { signs } from '../../shared/base/signs.ts';
import { codeLength, foldCode, groupSigns } from '../../shared/protocol/enrolment-code.ts';
import type { EnrolmentCode, HubTransaction } from '../sync/hub-store.ts';

const selectorLength = 4;
export const codeLifeMs = 72 * 60 * 60 * 1000;
export const codeTries = 5;

/** Makes and keeps a code for a device of these people. The text is returned once and kept nowhere; `madeBy` is a coordinator. */
export async function createCode(
  tx: HubTransaction,
  ports: { readonly clock: Clock; readonly random: Random },
  persons: readonly PersonId[],
  madeBy: PersonId | null = null,
): Promise<string> {
  const code = newCode(ports.random);
  const madeAt = ports.clock.now();
  await tx.addCode({
    ...readMade(code),
    persons,
    expiresAt: madeAt + codeLifeMs,
    triesLeft: codeTries,
    usedBy: null,
    madeBy,
    madeAt,
  });
  return code;
}

/** A new code as it is shown. */
export function newCode(random: Random): string {
  return randomCode(random, codeLength);
}

/** Random signs in groups of four. */
export function randomCode(random: Random, length: number): string {
  return groupSigns(Array.from(random.bytes(length), (byte) => signs[byte % signs.length]).join(''));
}

/** The parts of a code that was just made. */
export function readMade(code: string): { readonly selector: string; readonly secretHash: string } {
  const parts = readCode(code);
  if (parts === null) throw new Error('A code that was just made cannot be read.');
  return parts;
}

/** The parts of a code as a person typed it, with or without dashes; null when it cannot be one. */
export function readCode(typed: string): { readonly selector: string; readonly secretHash: string } | null {
  const text = foldCode(typed);
  if (text?.length !== codeLength) return null;
  return { selector: text.slice(0, selectorLength), secretHash: hashSecret(text) };
}

/** Whether a code may still be used at all. */
export function isOpen(code: EnrolmentCode, now: number): boolean {
  return code.usedBy === null && code.triesLeft > 0 && now < code.expiresAt;
}

/** The secret is random and long: one round of SHA-256 is enough, there is nothing to guess from. */
function hashSecret(text: string): string {
  return toHex(sha256(utf8(text.slice(selectorLength))));
}
