/** Recovery codes: what signs in once when the authenticator is lost. 80 random bits each, so a plain hash keeps them. */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex, utf8 } from '../../shared/base/bytes.ts';
import type { Random } from '../../shared/base/ports.ts';
import { foldCode } from '../../shared/protocol/enrolment-code.ts';
import { randomCode } from '../enrol/code.ts';

const count = 10;
const signs = 16;

/** Ten new codes as they are shown, once. */
export function newRecoveryCodes(random: Random): string[] {
  return Array.from({ length: count }, () => randomCode(random, signs));
}

/** What the store keeps of a code; null when what was typed cannot be one. */
export function hashOfRecoveryCode(typed: string): string | null {
  const text = foldCode(typed);
  return text?.length === signs ? toHex(sha256(utf8(`waypost recovery ${text}`))) : null;
}
