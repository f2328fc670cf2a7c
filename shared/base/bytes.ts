/** Plain helpers over byte arrays. Hexadecimal is always lower case. */
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

// The one text decoder that every JavaScript host has; shared/ compiles without DOM and Node types.
declare const TextDecoder: new (label: string, options: { fatal: boolean }) => { decode(bytes: Uint8Array): string };

export const toHex = bytesToHex;
export const fromHex = hexToBytes;
export const concat = concatBytes;
export const utf8 = utf8ToBytes;

const strictDecoder = new TextDecoder('utf-8', { fatal: true });

/** Text of UTF-8 bytes, or null when they are not valid UTF-8. A leading byte-order mark is dropped. */
export function textOfUtf8(bytes: Uint8Array): string | null {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return null;
  }
}

/** True when both arrays hold the same bytes. Not constant-time: never for secrets. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
