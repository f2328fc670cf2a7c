/** A growing byte buffer with the few encodings that our formats use. All integers are big-endian or LEB128. */
import { hexInto, utf8 } from '../base/bytes.ts';

export interface ByteWriter {
  byte(value: number): void;
  bytes(value: Uint8Array): void;
  /** Unsigned LEB128; safe integers only. */
  varint(value: number): void;
  /** Zigzag LEB128; safe integers within 2^52. */
  signed(value: number): void;
  uint32(value: number): void;
  /** The head of a CBOR item: major type and shortest argument (RFC 8949, 4.2.1). */
  cborHead(major: number, argument: number): void;
  /** A CBOR text string. */
  cborText(text: string): void;
  cborInteger(value: number): void;
  /** The bytes of hexadecimal digits. Throws for anything else. */
  hex(digits: string): void;
  /** A copy of what was written. */
  finish(): Uint8Array;
  /** What was written, in place: good until something more is. */
  written(): Uint8Array;
  /** Begins anew, in the room that there is. */
  clear(): void;
}

export function createByteWriter(capacity = 256): ByteWriter {
  let buffer = new Uint8Array(capacity);
  let length = 0;
  const room = (count: number): void => {
    if (length + count <= buffer.length) return;
    const larger = new Uint8Array(Math.max(buffer.length * 2, length + count));
    larger.set(buffer.subarray(0, length));
    buffer = larger;
  };
  const byte = (value: number): void => {
    room(1);
    buffer[length++] = value;
  };
  const bytes = (value: Uint8Array): void => {
    room(value.length);
    buffer.set(value, length);
    length += value.length;
  };
  const varint = (value: number): void => {
    if (!Number.isSafeInteger(value) || value < 0) throw new Error(`Not an unsigned integer: ${value}`);
    let rest = value;
    while (rest >= 0x80) {
      byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    byte(rest);
  };
  const bigEndian = (value: number, count: number): void => {
    room(count);
    let rest = value;
    for (let i = count - 1; i >= 0; i--) {
      buffer[length + i] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    length += count;
  };
  const cborHead = (major: number, argument: number): void => {
    const top = major << 5;
    if (argument < 24) byte(top | argument);
    else if (argument < 0x100) {
      byte(top | 24);
      byte(argument);
    } else if (argument < 0x10000) {
      byte(top | 25);
      bigEndian(argument, 2);
    } else if (argument < 0x1_0000_0000) {
      byte(top | 26);
      bigEndian(argument, 4);
    } else {
      byte(top | 27);
      bigEndian(argument, 8);
    }
  };
  return {
    byte,
    bytes,
    varint,
    signed: (value) => varint(value < 0 ? -value * 2 - 1 : value * 2),
    uint32: (value) => bigEndian(value, 4),
    cborHead,
    cborText(text) {
      if (text.length < 24 && isAscii(text)) {
        byte(0x60 | text.length);
        room(text.length);
        for (let i = 0; i < text.length; i++) buffer[length++] = text.charCodeAt(i);
        return;
      }
      const encoded = utf8(text);
      cborHead(3, encoded.length);
      bytes(encoded);
    },
    hex(digits) {
      room(Math.ceil(digits.length / 2));
      hexInto(buffer, length, digits);
      length += digits.length / 2;
    },
    cborInteger: (value) => (value < 0 ? cborHead(1, -1 - value) : cborHead(0, value)),
    finish: () => buffer.slice(0, length),
    written: () => buffer.subarray(0, length),
    clear() {
      length = 0;
    },
  };
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}
