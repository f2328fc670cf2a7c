/** Plain helpers over byte arrays. Hexadecimal is always lower case. */
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

// The one text decoder that every JavaScript host has; shared/ compiles without DOM and Node types.
declare const TextDecoder: new (
  label: string,
  options?: { fatal?: boolean; ignoreBOM?: boolean },
) => { decode(bytes: Uint8Array): string };

export const toHex = bytesToHex;
export const utf8 = utf8ToBytes;

/** Arrays one after the other, as one. */
export function concat(...arrays: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let length = 0;
  for (const array of arrays) length += array.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const array of arrays) {
    whole.set(array, at);
    at += array.length;
  }
  return whole;
}

const strictDecoder = new TextDecoder('utf-8', { fatal: true });

/** Text of UTF-8 bytes, or null when they are not valid UTF-8. A leading byte-order mark is dropped. */
export function textOfUtf8(bytes: Uint8Array): string | null {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return null;
  }
}

/** Text of bytes that are UTF-8 for the most part; what is none stands as U+FFFD, and a leading byte-order mark stays. */
export function looseTextOfUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** Text of bytes in GB 18030, the two bytes of GBK and GB 2312 in it; what is none stands as U+FFFD. */
export function textOfGb18030(bytes: Uint8Array): string {
  return new TextDecoder('gb18030').decode(bytes);
}

const nibbles = new Int8Array(0x80).fill(-1);
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  nibbles[digit.charCodeAt(0)] = value;
  nibbles[digit.toUpperCase().charCodeAt(0)] = value;
}

/** Writes the bytes of hexadecimal digits into others, where there is room for them. Throws for anything else. */
export function hexInto(bytes: Uint8Array, at: number, digits: string): void {
  const count = digits.length / 2;
  for (let i = 0; i < count; i++) {
    const high = nibbles[digits.charCodeAt(i * 2)] ?? -1;
    const low = nibbles[digits.charCodeAt(i * 2 + 1)] ?? -1;
    if (high < 0 || low < 0) throw new Error('Not hexadecimal');
    bytes[at + i] = (high << 4) | low;
  }
}

/** The bytes of hexadecimal digits. Throws for anything else. */
export function fromHex(digits: string): Uint8Array<ArrayBuffer> {
  if (digits.length % 2 !== 0) throw new Error('Not hexadecimal');
  const bytes = new Uint8Array(digits.length / 2);
  hexInto(bytes, 0, digits);
  return bytes;
}

/** True when both arrays hold the same bytes. Not constant-time: never for secrets. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
