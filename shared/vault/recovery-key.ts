/**
 * The recovery key as it is written on paper: 160 random bits in letters that no hand confuses, in groups of four, the last
 * group a checksum. Reading forgives case, spaces, hyphens and the letters that look like digits.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, utf8 } from '../base/bytes.ts';

/** Crockford's: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const recoveryKeySize = 20;
const keySigns = 32;
const checkSigns = 4;

/** Nine groups of four. */
export function writeRecoveryKey(key: Uint8Array): string {
  const signs = signsOf(key) + checkOf(key);
  return signs.match(/.{4}/g)?.join('-') ?? '';
}

/** The key, or null for a text that was mistyped: another length, other signs, or a checksum that does not fit. */
export function readRecoveryKey(typed: string): Uint8Array | null {
  const signs = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\u200e\u200f\u2066-\u2069]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (signs.length !== keySigns + checkSigns || [...signs].some((sign) => !alphabet.includes(sign))) return null;
  const key = bytesOf(signs.slice(0, keySigns));
  return checkOf(key) === signs.slice(keySigns) ? key : null;
}

/** Whole groups of five bytes become eight signs. */
function signsOf(bytes: Uint8Array): string {
  let signs = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) signs += alphabet[(held >> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return signs;
}

function bytesOf(signs: string): Uint8Array {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const sign of signs) {
    held = (held << 5) | alphabet.indexOf(sign);
    bits += 5;
    if (bits >= 8) {
      bytes.push((held >> (bits - 8)) & 255);
      bits -= 8;
    }
    held &= (1 << bits) - 1;
  }
  return Uint8Array.from(bytes);
}

function checkOf(key: Uint8Array): string {
  return signsOf(sha256(concat(utf8('waypost recovery key'), key)).subarray(0, 5)).slice(0, checkSigns);
}
