/**
 * Digests of a scope's order ([VR1]): the sum of operation ids modulo 2^128. Ids are parts of a SHA-256, so that sums of
 * different sets agree by chance only; a sum takes ids away again and needs no order. It finds accidents, not attacks:
 * against those stand ids, signatures and the chain.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { fromHex, toHex, utf8 } from '../base/bytes.ts';
import { bytesOfUuid, idBytes, type OperationId, type ScopeId } from '../base/ids.ts';

/** The digest of nothing: 16 zero bytes, hexadecimal. */
export const emptyDigest = '0'.repeat(32);

const mask = (1n << 128n) - 1n;

/** A digest with these ids added. */
export function addToDigest(digest: string, ids: Iterable<OperationId>): string {
  let sum = numberOf(digest);
  for (const id of ids) sum += numberOf(id);
  return textOf(sum);
}

/** The digest of ids that lie one after the other, 16 bytes each. */
export function digestOfIds(ids: Uint8Array): string {
  const view = new DataView(ids.buffer, ids.byteOffset, ids.byteLength);
  // Four sums of 32 bits each: so many ids stay exact, and the carries are added once.
  const sums = [0, 0, 0, 0];
  for (let at = 0; at < ids.length; at += idBytes) {
    for (let part = 0; part < 4; part++) sums[part] = (sums[part] as number) + view.getUint32(at + part * 4);
  }
  return textOf(sums.reduce((sum, part) => (sum << 32n) + BigInt(part), 0n));
}

/** What is in `whole` and not in `part`: the digest of a range is that of its end without that of its beginning. */
export function digestWithout(whole: string, part: string): string {
  return textOf(numberOf(whole) - numberOf(part));
}

/** Places of a scope, both ends included. */
export interface PlaceRange {
  readonly from: number;
  readonly to: number;
}

/** A range is compared in at most this many parts. */
export const partsPerRange = 64;

/** A range of at most this many places is sent whole instead of being compared further. */
export const smallRange = 32;

/** The parts in which a range is compared, alike on both sides: equal but for the last ([VR3], [VR8]). */
export function partsOf({ from, to }: PlaceRange): PlaceRange[] {
  return partsOfSize({ from, to }, Math.ceil((to - from + 1) / partsPerRange));
}

function partsOfSize({ from, to }: PlaceRange, size: number): PlaceRange[] {
  const parts: PlaceRange[] = [];
  for (let start = from; start <= to; start += size) parts.push({ from: start, to: Math.min(start + size - 1, to) });
  return parts;
}

/** The same in parts as small as a range that is sent whole, for a device that reads short digests: at most so many. */
export const shortPartsPerRange = 256;

/** Bytes of a short digest: the end of a digest. Two sets of other operations agree in it by chance once in 2^64. */
export const shortDigestSize = 8;

/** The parts of which a device that reads short digests is told, alike on both sides ([VR3]). */
export function shortPartsOf({ from, to }: PlaceRange): PlaceRange[] {
  return partsOfSize({ from, to }, Math.max(smallRange, Math.ceil((to - from + 1) / shortPartsPerRange)));
}

/** A digest as a device that reads short ones is told it. */
export function shortDigest(digest: string): string {
  return digest.slice(-2 * shortDigestSize);
}

/** How far a scope was read, and what is held of it. */
export interface ScopeReading {
  readonly scope: ScopeId;
  readonly seq: number;
  /** Hexadecimal, 16 bytes. */
  readonly chain: string;
  readonly digest: string;
}

/** All readings as 16 bytes, hexadecimal: two sides that fold alike hold the same, whatever the number of scopes ([VR2]). */
export function foldReadings(readings: readonly ScopeReading[]): string {
  const hash = sha256.create().update(utf8('waypost readings'));
  for (const { scope, seq, chain, digest } of [...readings].sort((a, b) => (a.scope < b.scope ? -1 : 1))) {
    const place = new Uint8Array(8);
    const view = new DataView(place.buffer);
    view.setUint32(0, Math.floor(seq / 0x1_0000_0000));
    view.setUint32(4, seq % 0x1_0000_0000);
    hash.update(bytesOfUuid(scope)).update(place).update(fromHex(chain)).update(fromHex(digest));
  }
  return toHex(hash.digest().subarray(0, 16));
}

function numberOf(hex: string): bigint {
  return BigInt(`0x${hex}`);
}

function textOf(sum: bigint): string {
  return (sum & mask).toString(16).padStart(32, '0');
}
