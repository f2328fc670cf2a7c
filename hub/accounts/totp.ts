/** Codes of authenticator apps (RFC 6238 over RFC 4226): SHA-1, 30 seconds, six digits, as every app speaks them. */
import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';

const stepMs = 30_000;
/** Clocks of telephones and hubs drift: the code before and the one after count too. */
const tolerance = 1;
/** RFC 4226 asks for 160 bits. */
export const authenticatorSecretSize = 20;
const base32Signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code of a time step. */
export function codeAtStep(secret: Uint8Array, step: number): string {
  const counter = new Uint8Array(8);
  new DataView(counter.buffer).setBigUint64(0, BigInt(step));
  const mac = hmac(sha1, secret, counter);
  const offset = (mac.at(-1) as number) & 0x0f;
  const number = new DataView(mac.buffer, mac.byteOffset).getUint32(offset) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, '0');
}

export function stepOf(now: number): number {
  return Math.floor(now / stepMs);
}

/**
 * The step whose code was typed, or null. Steps up to `lastUsed` do not count any more: a code that somebody saw over a
 * shoulder is worthless once it was used.
 */
export function matchCode(secret: Uint8Array, typed: string, at: { readonly now: number; readonly lastUsed: number }) {
  const here = stepOf(at.now);
  for (let step = here - tolerance; step <= here + tolerance; step += 1) {
    if (step > at.lastUsed && codeAtStep(secret, step) === typed) return step;
  }
  return null;
}

/** The secret as authenticator apps take it when it is typed. */
export function toBase32(bytes: Uint8Array): string {
  let [text, bits, value] = ['', 0, 0];
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += base32Signs[(value >> bits) & 31];
    }
  }
  return bits > 0 ? text + base32Signs[(value << (5 - bits)) & 31] : text;
}

/** What the square that telephones photograph says. */
export function authenticatorAddress(network: string, account: string, secret: Uint8Array): string {
  const label = `${encodeURIComponent(network)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${toBase32(secret)}&issuer=${encodeURIComponent(network)}`;
}

/** What an authenticator app shows at a time for a secret that was typed into it. */
export function authenticatorCode(base32: string, now: number): string {
  const bits = [...base32].map((sign) => base32Signs.indexOf(sign).toString(2).padStart(5, '0')).join('');
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  return codeAtStep(Uint8Array.from(bytes), stepOf(now));
}
