/**
 * As much of DER as a certificate of our own is written with. It only writes, and only what we made: nothing of a stranger
 * is ever parsed here. Node reads the result back before it is used.
 */

import { concat, utf8 } from './bytes.ts';

export type Der = Uint8Array;

const tags = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  bytes: 0x04,
  identifier: 0x06,
  text: 0x0c,
  sequence: 0x30,
  set: 0x31,
  utcTime: 0x17,
  generalizedTime: 0x18,
} as const;

export function element(tag: number, ...content: readonly Uint8Array[]): Der {
  const body = concat(...content);
  return concat(Uint8Array.of(tag, ...lengthOf(body.length)), body);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}

export const sequence = (...parts: readonly Der[]) => element(tags.sequence, ...parts);
export const set = (...parts: readonly Der[]) => element(tags.set, ...parts);
export const text = (value: string) => element(tags.text, utf8(value));
export const octets = (value: Uint8Array) => element(tags.bytes, value);
export const yes = () => element(tags.boolean, Uint8Array.of(0xff));
/** Bits in whole bytes, of which the last `unused` do not count. */
export const bits = (value: Uint8Array, unused = 0) => element(tags.bits, Uint8Array.of(unused), value);
/** What stands under `[n]`, wrapped. */
export const explicit = (n: number, part: Der) => element(0xa0 | n, part);
/** Plain bytes under `[n]`. */
export const implicit = (n: number, value: Uint8Array) => element(0x80 | n, value);

/** A number that is not negative, from its bytes. */
export function integer(value: Uint8Array): Der {
  const first = value.findIndex((byte) => byte !== 0);
  const short = first < 0 ? Uint8Array.of(0) : value.subarray(first);
  // Without the zero the highest bit would make it negative.
  return element(tags.integer, Uint8Array.from((short[0] as number) > 0x7f ? [0] : []), short);
}

/** `1.2.840.10045.4.3.2` */
export function identifier(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(tags.identifier, Uint8Array.of(first * 40 + second, ...rest.flatMap(base128)));
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) bytes.unshift((left & 0x7f) | 0x80);
  return bytes;
}

/** Two digits of the year up to 2049, four from then on (RFC 5280, 4.1.2.5). */
export function time(milliseconds: number): Der {
  const digits = new Date(milliseconds).toISOString().replace(/\.\d+/, '').replace(/[-:T]/g, '');
  const isShort = Number(digits.slice(0, 4)) < 2050;
  return element(isShort ? tags.utcTime : tags.generalizedTime, utf8(isShort ? digits.slice(2) : digits));
}
