/**
 * The one door between records and the disk: every pack and every row of the overlay goes through a seal. Suite 0 leaves
 * them as they are; encryption at rest is another seal.
 */
import { textOfUtf8, utf8 } from '../../../shared/base/bytes.ts';

export interface Seal {
  /** Bytes for the disk. `place` names the row that they go to, so that no row can stand in for another. */
  seal(bytes: Uint8Array, place: string): Uint8Array | Promise<Uint8Array>;
  /** The bytes again. Throws for what was not sealed for this place. */
  open(sealed: Uint8Array, place: string): Uint8Array | Promise<Uint8Array>;
}

/** Suite 0: nothing is sealed. */
export const plainSeal: Seal = { seal: (bytes) => bytes, open: (sealed) => sealed };

/** A value as JSON, sealed. Well-formed whatever strings are in it: JSON writes half a character as an escape. */
export function sealJson(seal: Seal, place: string, value: unknown): Uint8Array | Promise<Uint8Array> {
  return seal.seal(utf8(JSON.stringify(value)), place);
}

/** The value again. Throws for anything else. */
export async function openJson(seal: Seal, place: string, sealed: Uint8Array): Promise<unknown> {
  return parseJson(await seal.open(sealed, place));
}

export function parseJson(bytes: Uint8Array): unknown {
  const text = textOfUtf8(bytes);
  if (text === null) throw new Error('Not UTF-8');
  return JSON.parse(text);
}
