/** Recovery codes: what signs in once when the authenticator is lost. 120 random bits each, so a plain hash keeps them (ASVS 6.5.2). */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex, utf8 } from '../../shared/base/bytes.ts';
import type { Random } from '../../shared/base/ports.ts';
import { foldCode } from '../../shared/protocol/enrolment-code.ts';
import { randomCode } from '../enrol/code.ts';

const count = 10;
const signs = 24;
/** Codes of before have 80 bits, and count until they are used. */
const lengths: readonly number[] = [16, signs];

/** Ten new codes as they are shown, once. */
export function newRecoveryCodes(random: Random): string[] {
  return Array.from({ length: count }, () => randomCode(random, signs));
}

/** What the store keeps of a code; null when what was typed cannot be one. */
export function hashOfRecoveryCode(typed: string): string | null {
  const text = foldCode(typed);
  return text !== null && lengths.includes(text.length) ? toHex(sha256(utf8(`waypost recovery ${text}`))) : null;
}
