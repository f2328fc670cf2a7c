/**
 * What happened at the hub, as an entry of its log: a class that everybody may know, and a salted commitment to what
 * exactly happened. The statement can be shown to whom it concerns, or forgotten for ever, and every proof stays what it
 * was ([AL1], [AL2]).
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, fromHex, toHex, utf8 } from '../../base/bytes.ts';
import type { LogClass } from '../../domain/log-class.ts';
import { leafHash } from './merkle.ts';

export interface LogEntry {
  readonly class: LogClass;
  /** SHA-256(salt, statement), hexadecimal. */
  readonly commitment: string;
}

/** An entry with what it says; null when that was forgotten, or is not shown. */
export interface OpenEntry extends LogEntry {
  readonly opened: { readonly salt: string; readonly statement: string } | null;
}

/** Bytes of a salt: nobody guesses a statement from its commitment. */
export const saltSize = 16;

/** An entry over a statement. */
export function logEntry(
  kind: LogClass,
  statement: object,
  salt: Uint8Array,
): OpenEntry & {
  readonly opened: NonNullable<OpenEntry['opened']>;
} {
  const text = JSON.stringify(statement);
  const opened = { salt: toHex(salt), statement: text };
  return { class: kind, commitment: commitmentTo(opened), opened };
}

/** The commitment that a statement and its salt make. */
export function commitmentTo({ salt, statement }: NonNullable<OpenEntry['opened']>): string {
  return toHex(sha256(concat(fromHex(salt), utf8(statement))));
}

/** The hash of an entry in the tree. */
export function entryHash(entry: LogEntry): Uint8Array {
  return leafHash(concat(utf8(`${entry.class}\n`), fromHex(entry.commitment)));
}
