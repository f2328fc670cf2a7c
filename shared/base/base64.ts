/** Base64 (RFC 4648, both alphabets, with or without padding and line breaks), without DOM or Node. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const usual = `${alphabet}+/`;
const digits = new Uint8Array(128).fill(255);
for (let i = 0; i < alphabet.length; i++) digits[alphabet.charCodeAt(i)] = i;
for (const [character, digit] of [
  ['+', 62],
  ['-', 62],
  ['/', 63],
  ['_', 63],
] as const) {
  digits[character.charCodeAt(0)] = digit;
}

/** The bytes of base64 text, or null when it is none. */
export function bytesOfBase64(text: string): Uint8Array | null {
  const compact = text.replace(/\s+/g, '').replace(/=+$/, '');
  if (compact.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((compact.length * 3) / 4));
  let at = 0;
  let bits = 0;
  let held = 0;
  for (let i = 0; i < compact.length; i++) {
    const digit = digits[compact.charCodeAt(i)] ?? 255;
    if (digit === 255) return null;
    held = ((held << 6) | digit) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 0xff;
  }
  return bytes;
}

/** Base64 of bytes, with padding, in the usual alphabet. */
export function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const group = (a << 16) | (b << 8) | c;
    for (let place = 18; place >= 0; place -= 6) text += usual[(group >> place) & 63];
  }
  const missing = (3 - (bytes.length % 3)) % 3;
  return `${text.slice(0, text.length - missing)}${'='.repeat(missing)}`;
}
