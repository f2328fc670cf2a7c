/**
 * Reads what byte-writer.ts wrote, from bytes that nobody vouches for. Every method throws {@link Unreadable}, which the
 * decoders of this folder turn into failures at their border.
 */
import { textOfUtf8 } from '../base/bytes.ts';

/** The bytes are not what they should be. Caught by `readSafely` only. */
export class Unreadable extends Error {}

/** They may be what they should be, and are more than there is room for just now. */
export class NoRoom extends Unreadable {}

export interface ByteReader {
  readonly left: number;
  byte(): number;
  /** A view, not a copy. */
  bytes(count: number): Uint8Array;
  varint(): number;
  signed(): number;
  /** A varint that must not pass a limit. */
  count(limit: number, what: string): number;
  /** UTF-8 text after its length as a varint. */
  text(limit: number): string;
  /** Bytes after their length as a varint. */
  block(limit: number): Uint8Array;
  /** Throws when anything is left. */
  end(): void;
}

export function createByteReader(source: Uint8Array): ByteReader {
  let at = 0;
  const byte = (): number => {
    if (at >= source.length) throw new Unreadable('ends too early');
    return source[at++] as number;
  };
  const bytes = (count: number): Uint8Array => {
    if (count > source.length - at) throw new Unreadable('ends too early');
    at += count;
    return source.subarray(at - count, at);
  };
  const varint = (): number => {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 8; i++) {
      const next = byte();
      value += (next & 0x7f) * scale;
      if (next < 0x80) {
        if (!Number.isSafeInteger(value)) break;
        return value;
      }
      scale *= 0x80;
    }
    throw new Unreadable('number too large');
  };
  const count = (limit: number, what: string): number => {
    const value = varint();
    if (value > limit) throw new Unreadable(`too many ${what}`);
    return value;
  };
  const block = (limit: number): Uint8Array => bytes(count(limit, 'bytes'));
  return {
    get left() {
      return source.length - at;
    },
    byte,
    bytes,
    varint,
    signed() {
      const value = varint();
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    },
    count,
    text(limit) {
      const text = textOfUtf8(block(limit));
      if (text === null) throw new Unreadable('text is not UTF-8');
      return text;
    },
    block,
    end() {
      if (at !== source.length) throw new Unreadable('bytes are left over');
    },
  };
}
