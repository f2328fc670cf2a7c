/** Base64url and base58, in the one form in which signatures and keys are written. */
import { base64Of, bytesOfBase64 } from '../../base/base64.ts';

/** Base64url without padding (RFC 4648, section 5). */
export function base64UrlOf(bytes: Uint8Array): string {
  return base64Of(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The bytes of base64url without padding, or null for every other text. */
export function bytesOfBase64Url(text: string): Uint8Array | null {
  const bytes = bytesOfBase64(text);
  return bytes !== null && base64UrlOf(bytes) === text ? bytes : null;
}

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** The bytes of base58btc, or null. The cost is quadratic: what is longer than a key or a signature is refused. */
export function bytesOfBase58(text: string): Uint8Array | null {
  if (text === '' || text.length > 200) return null;
  let number = 0n;
  for (const character of text) {
    const digit = base58.indexOf(character);
    if (digit < 0) return null;
    number = number * 58n + BigInt(digit);
  }
  const bytes: number[] = [];
  for (; number > 0n; number >>= 8n) bytes.unshift(Number(number & 0xffn));
  for (let at = 0; text[at] === '1'; at++) bytes.unshift(0);
  return Uint8Array.from(bytes);
}

/** Base58btc of a key or a signature. */
export function base58Of(bytes: Uint8Array): string {
  let number = 0n;
  for (const byte of bytes) number = number * 256n + BigInt(byte);
  let text = '';
  for (; number > 0n; number /= 58n) text = (base58[Number(number % 58n)] as string) + text;
  for (let at = 0; bytes[at] === 0; at++) text = `1${text}`;
  return text;
}
