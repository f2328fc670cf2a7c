/**
 * What a coordinator gives out: a one-time code of 20 signs, and behind it, when the hub's certificate is vouched for by a
 * key of its own, the pin of that key in 32 more. One text to hand over, typed with or without dashes.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../base/bytes.ts';
import { signs } from '../base/signs.ts';

export const codeLength = 20;
/** 160 bits: nobody finds a second key with the same, and a person can still type it. */
const pinBytes = 20;
const pinLength = (pinBytes * 8) / 5;
export const pinPattern = /^[0-9a-f]{40}$/;

/** The pin of a key: the first 160 bits of the SHA-256 of its SubjectPublicKeyInfo, hexadecimal. */
export function pinOf(spki: Uint8Array): string {
  return toHex(sha256(spki).subarray(0, pinBytes));
}

/** The signs of a code as a person typed it; null when there are others among them. */
export function foldCode(typed: string): string | null {
  const text = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return [...text].every((sign) => signs.includes(sign)) ? text : null;
}

/** Signs in groups of four, as codes are shown. */
export function groupSigns(text: string): string {
  return (text.match(/.{4}/g) ?? []).join('-');
}

/** A code with the pin of the hub's key behind it; the code alone when there is none. */
export function withPin(code: string, pin: string | null): string {
  if (pin === null) return code;
  let bits = BigInt(`0x${pin}`);
  let pinned = '';
  for (let n = 0; n < pinLength; n += 1, bits >>= 5n) pinned = `${signs[Number(bits & 31n)]}${pinned}`;
  return `${code}-${groupSigns(pinned)}`;
}

/** What a person typed, as what the hub is asked and what it must prove first; without a pin the text is left as it is. */
export function splitCode(typed: string): { readonly code: string; readonly pin: string | null } {
  const text = foldCode(typed);
  if (text?.length !== codeLength + pinLength) return { code: typed.trim(), pin: null };
  let bits = 0n;
  for (const sign of text.slice(codeLength)) bits = (bits << 5n) | BigInt(signs.indexOf(sign));
  return { code: groupSigns(text.slice(0, codeLength)), pin: bits.toString(16).padStart(pinBytes * 2, '0') };
}
