/**
 * Secret bytes as they are written on paper: in letters that no hand confuses, in groups of four, the last group a checksum
 * that also says what kind of paper it is. Reading forgives case, spaces, hyphens and the letters that look like digits.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, utf8 } from '../base/bytes.ts';
import { bytesOfSigns, foldSigns, signsOf } from '../base/signs.ts';

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
  const signs = foldSigns(typed);
  const end = (kind.size * 8) / 5;
  if (signs.length !== end + checkSigns) return null;
  const bytes = bytesOfSigns(signs.slice(0, end));
  return bytes !== null && checkOf(kind, bytes) === signs.slice(end) ? bytes : null;
}

/** Groups of four signs for bytes that are no secret, such as a name of five bytes. */
export function writeSigns(bytes: Uint8Array): string {
  return groupsOf(signsOf(bytes));
}

const groupsOf = (signs: string) => signs.match(/.{4}/g)?.join('-') ?? '';

function checkOf({ label }: PaperKind, bytes: Uint8Array): string {
  return signsOf(sha256(concat(utf8(label), bytes)).subarray(0, 5)).slice(0, checkSigns);
}
