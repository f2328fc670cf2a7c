/**
 * Signed notes (C2SP signed-note): a text and the signatures under it, in a form that people can read and that tools of
 * other projects check. One note has one spelling here; a reader takes no other.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { base64Of, bytesOfBase64 } from '../../base/base64.ts';
import { concat, toHex, utf8 } from '../../base/bytes.ts';

/** What kind of signature a key makes (C2SP signed-note and tlog-cosignature). */
export const signatureTypes = { ed25519: 1, cosignature: 4 } as const;
export type SignatureType = (typeof signatureTypes)[keyof typeof signatureTypes];

export interface NoteSignature {
  /** Name of the key: no spaces, no plus. */
  readonly name: string;
  /** Short name of the key: four bytes, hexadecimal. */
  readonly key: string;
  readonly signature: Uint8Array;
}

export interface Note {
  /** Ends with a line feed; that is signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** The four bytes by which a signature says its key: SHA-256(name, line feed, type, public key), hexadecimal. */
export function noteKeyOf(name: string, type: SignatureType, publicKey: Uint8Array): string {
  return toHex(sha256(concat(utf8(`${name}\n`), new Uint8Array([type]), publicKey)).subarray(0, 4));
}

export function writeNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(lineOf).join('')}`;
}

function lineOf({ name, key, signature }: NoteSignature): string {
  const bytes = Uint8Array.from(key.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
  return `— ${name} ${base64Of(concat(bytes, signature))}\n`;
}

/** Reads a note; null for what {@link writeNote} would write in another way. */
export function readNote(note: string): Note | null {
  const end = note.lastIndexOf('\n\n');
  if (end < 0) return null;
  const text = note.slice(0, end + 1);
  const signatures: NoteSignature[] = [];
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, name, coded] = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
    const bytes = coded === undefined ? null : bytesOfBase64(coded);
    if (name === undefined || bytes === null || bytes.length < 5) return null;
    signatures.push({ name, key: toHex(bytes.subarray(0, 4)), signature: bytes.slice(4) });
  }
  const read = { text, signatures };
  return writeNote(read) === note ? read : null;
}
