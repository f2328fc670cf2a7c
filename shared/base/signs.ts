/** Bytes as letters and digits that neither eye nor hand confuses (Crockford's base 32: no I, L, O, U), and back. */

export const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The signs of bytes; what does not fill the last sign is zero. */
export function signsOf(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += signs[(held >> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + signs[(held << (5 - bits)) & 31];
}

/** The bytes of signs; null when one of them is none. Whatever does not fill the last byte is left out. */
export function bytesOfSigns(text: string): Uint8Array | null {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const sign of text) {
    const value = signs.indexOf(sign);
    if (value < 0) return null;
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bytes.push((held >> (bits - 8)) & 255);
      bits -= 8;
    }
    held &= (1 << bits) - 1;
  }
  return Uint8Array.from(bytes);
}

/** Signs as people type and messengers break them: any case, spaces, dashes and direction marks, O for 0, I and L for 1. */
export function foldSigns(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\u200e\u200f\u2066-\u2069]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}
