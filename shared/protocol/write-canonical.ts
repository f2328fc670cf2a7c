/**
 * Canonical CBOR of what nearly every value is made of, written at once and without the tokens that a general encoder
 * makes of it. Invariant: the bytes are those of the general encoder, which writes whatever this leaves.
 */
import type { ByteWriter } from './byte-writer.ts';

/** Deeper than any value that is accepted: a circle ends here. */
const deepest = 100;

/** Writes a value. False, with some of it written, when it holds something for the general encoder: fractions, say. */
export function writeCanonical(writer: ByteWriter, value: unknown, depth = 0): boolean {
  switch (typeof value) {
    case 'string':
      writer.cborText(value);
      return true;
    case 'boolean':
      writer.byte(value ? 0xf5 : 0xf4);
      return true;
    case 'number':
      if (!Number.isSafeInteger(value)) return false;
      writer.cborInteger(value);
      return true;
    case 'object':
      if (depth > deepest) return false;
      return writeCompound(writer, value, depth);
    default:
      return false;
  }
}

function writeCompound(writer: ByteWriter, value: object | null, depth: number): boolean {
  if (value === null) {
    writer.byte(0xf6);
    return true;
  }
  if (Array.isArray(value)) {
    writer.cborHead(4, value.length);
    // Holes are for the general encoder too: they read as undefined.
    for (let at = 0; at < value.length; at++) if (!writeCanonical(writer, value[at], depth + 1)) return false;
    return true;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype) return writeMap(writer, value as Record<string, unknown>, depth);
  if (prototype !== Uint8Array.prototype) return false;
  const bytes = value as Uint8Array;
  writer.cborHead(2, bytes.length);
  writer.bytes(bytes);
  return true;
}

/** Keys in the order of their bytes; shorter ones come first, since their length is the first byte. */
function writeMap(writer: ByteWriter, map: Readonly<Record<string, unknown>>, depth: number): boolean {
  const keys = Object.keys(map);
  if (!keys.every(isSimple)) return false;
  keys.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  writer.cborHead(5, keys.length);
  for (const key of keys) {
    writer.cborText(key);
    if (!writeCanonical(writer, map[key], depth + 1)) return false;
  }
  return true;
}

/** One byte a letter, so that letters are in the order of their bytes. */
function isSimple(key: string): boolean {
  for (let at = 0; at < key.length; at++) if (key.charCodeAt(at) > 0x7f) return false;
  return true;
}
