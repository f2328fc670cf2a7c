/**
 * Secret bytes as they are written on paper: in letters that no hand confuses, in groups of four, the last group a checksum
 * that also says what kind of paper it is. Reading forgives case, spaces, hyphens and the letters that look like digits.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, utf8 } from '../base/bytes.ts';

/** Crockford's: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const checkSigns = 4;

export interface PaperKind {
  /** Goes into the checksum: no paper of one kind is taken for another. */
  readonly label: string;
  /** In bytes; a multiple of five, so that the groups come out even. */
  readonly size: number;
}

export function writePaperCode(kind: PaperKind, bytes: Uint8Array): string {
  return groupsOf(signsOf(bytes) + checkOf(kind, bytes));
}

/** The bytes, or null for a text that was mistyped: another length, other signs, or a checksum that does not fit. */
export function readPaperCode(kind: PaperKind, typed: string): Uint8Array | null {
  const signs = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\u200e\u200f\u2066-\u2069]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const end = (kind.size * 8) / 5;
  if (signs.length !== end + checkSigns || [...signs].some((sign) => !alphabet.includes(sign))) return null;
  const bytes = bytesOf(signs.slice(0, end));
  return checkOf(kind, bytes) === signs.slice(end) ? bytes : null;
}

/** Groups of four signs for bytes that are no secret, such as a name of five bytes. */
export function writeSigns(bytes: Uint8Array): string {
  return groupsOf(signsOf(bytes));
}

const groupsOf = (signs: string) => signs.match(/.{4}/g)?.join('-') ?? '';

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

function checkOf({ label }: PaperKind, bytes: Uint8Array): string {
  return signsOf(sha256(concat(utf8(label), bytes)).subarray(0, 5)).slice(0, checkSigns);
}
