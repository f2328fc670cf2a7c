/**
 * The sealed outbox of a laptop as a file ([WP1], [WP6]): a head, records, and once it is closed an end. Big-endian:
 *
 *     head    0 'WPO' | 3 version | 4 suite | 5 three zero bytes | 8 hub (16) | 24 device (16) | 40 key of the hub (32) | 72 ephemeral key (32)
 *     record  0 'WPR' | 3 version | 4 number (4) | 8 length (4) | 12 sealed frames and tag
 *     end     0 'WPE' | 3 version | 4 number of records (4) | 8 SHA-256 of everything before (32)
 *
 * The end is for accidents: whoever may write the file may write it too. What is in the records proves itself.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, equalBytes, fromHex, toHex, utf8 } from '../base/bytes.ts';
import { bytesOfUuid, uuidOfBytes } from '../base/ids.ts';
import { type Failure, fail, ok, type Result } from '../base/result.ts';
import { checkPhrase } from './check-words.ts';

/** To whom a file is sealed, and of which device it is. */
export interface OutboxHead {
  readonly hub: string;
  readonly device: string;
  /** The hub's Ed25519 key, hexadecimal. */
  readonly hubKey: string;
  /** X25519, hexadecimal; its secret half is nowhere. */
  readonly ephemeral: string;
}

/** Whole: what it says of itself, and each record with what it is sealed for. */
export interface OutboxFile {
  readonly head: OutboxHead;
  readonly records: readonly SealedRecord[];
}

export interface SealedRecord {
  readonly number: number;
  /** What is authenticated beside it: the file's head and its own. */
  readonly place: Uint8Array;
  /** Ciphertext and tag. */
  readonly sealed: Uint8Array;
}

export type OutboxFileFailure =
  /** No such file, or one of a newer edition. */
  | Failure<'outbox-unreadable'>
  /** It ends before its end: copied in part, or never closed. */
  | Failure<'outbox-cut'>
  | Failure<'outbox-damaged'>;

const version = 1;
const suite = 1;
export const outboxHeadSize = 104;
const recordHeadSize = 12;
const endSize = 40;
/** The largest file that is taken, in bytes: a season's work with its photos. */
export const outboxFileLimit = 256 * 1024 * 1024;
export const outboxTagSize = 16;

const magic = (letter: string) => Uint8Array.from([0x57, 0x50, letter.charCodeAt(0), version]);
const [headMagic, recordMagic, endMagic] = [magic('O'), magic('R'), magic('E')];

export function encodeOutboxHead({ hub, device, hubKey, ephemeral }: OutboxHead): Uint8Array {
  const form = Uint8Array.from([suite, 0, 0, 0]);
  return concat(headMagic, form, bytesOfUuid(hub), bytesOfUuid(device), fromHex(hubKey), fromHex(ephemeral));
}

/** What a record with so many sealed bytes is sealed for; the bytes follow its last {@link recordHeadSize}. */
export function placeOfRecord(head: Uint8Array, number: number, length: number): Uint8Array {
  return concat(head, recordMagic, uint32(number), uint32(length));
}

/** A record as it stands in the file. */
export function encodeOutboxRecord({ place, sealed }: Pick<SealedRecord, 'place' | 'sealed'>): Uint8Array {
  return concat(place.subarray(outboxHeadSize), sealed);
}

/**
 * What closes a file that ends with its last whole record, and where that is: a power cut may have left half of one behind it.
 * Null when it is no sealed outbox, or has no record: then there is nothing to hand on.
 */
export function endOfOutbox(bytes: Uint8Array): { readonly end: Uint8Array; readonly at: number } | null {
  if (readHead(bytes) === null) return null;
  const { records, at } = walkRecords(bytes);
  if (records.length === 0) return null;
  const before = bytes.subarray(0, at);
  return { end: concat(endMagic, uint32(records.length), sha256(before)), at };
}

/** So many bytes of a file say whether it has a record. */
export const outboxBeginning = outboxHeadSize + recordHeadSize;

/** Whether a file of this size, in bytes, that begins so has a whole record. What is in it is not looked at. */
export function hasOutboxRecord(beginning: Uint8Array, size: number): boolean {
  if (readHead(beginning) === null || beginning.length < outboxBeginning) return false;
  if (!equalBytes(beginning.subarray(outboxHeadSize, outboxHeadSize + 4), recordMagic)) return false;
  const length = new DataView(beginning.buffer, beginning.byteOffset).getUint32(outboxHeadSize + 8);
  return length >= outboxTagSize && outboxBeginning + length <= size;
}

/** Reads a closed file. Nothing is opened yet, and nothing in it is believed. */
export function readOutboxFile(bytes: Uint8Array): Result<OutboxFile, OutboxFileFailure> {
  const head = readHead(bytes);
  if (head === null) return fail({ kind: 'outbox-unreadable' });
  const { records, at } = walkRecords(bytes);
  const end = bytes.subarray(at);
  // What follows the last whole record says whether something is missing or something is wrong.
  if (end.length < endSize && isPrefixOfPart(end)) return fail({ kind: 'outbox-cut' });
  if (end.length > endSize && equalBytes(end.subarray(0, 4), recordMagic)) return fail({ kind: 'outbox-cut' });
  const expected = concat(endMagic, uint32(records.length), sha256(bytes.subarray(0, at)));
  return equalBytes(end, expected) ? ok({ head, records }) : fail({ kind: 'outbox-damaged' });
}

/** Six words of a file, by which two screens show the same one ([WP7]). */
export function outboxWords(bytes: Uint8Array): readonly string[] {
  return checkPhrase(sha256(concat(utf8('waypost sealed outbox'), bytes)));
}

function readHead(bytes: Uint8Array): OutboxHead | null {
  const form = concat(headMagic, Uint8Array.from([suite, 0, 0, 0]));
  if (bytes.length < outboxHeadSize || !equalBytes(bytes.subarray(0, form.length), form)) return null;
  return {
    hub: uuidOfBytes(bytes.subarray(8, 24)),
    device: uuidOfBytes(bytes.subarray(24, 40)),
    hubKey: toHex(bytes.subarray(40, 72)),
    ephemeral: toHex(bytes.subarray(72, outboxHeadSize)),
  };
}

/** The whole records behind the head, numbered from 0, and where the last of them ends. */
function walkRecords(bytes: Uint8Array): { readonly records: readonly SealedRecord[]; readonly at: number } {
  const head = bytes.subarray(0, outboxHeadSize);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: SealedRecord[] = [];
  let at = outboxHeadSize;
  while (at + recordHeadSize <= bytes.length && equalBytes(bytes.subarray(at, at + 4), recordMagic)) {
    const length = view.getUint32(at + 8);
    const from = at + recordHeadSize;
    if (view.getUint32(at + 4) !== records.length || length < outboxTagSize || from + length > bytes.length) break;
    const place = concat(head, bytes.subarray(at, from));
    records.push({ number: records.length, place, sealed: bytes.subarray(from, from + length) });
    at = from + length;
  }
  return { records, at };
}

/** Whether these bytes begin a record or an end, as far as they go. */
function isPrefixOfPart(bytes: Uint8Array): boolean {
  return [recordMagic, endMagic].some((begin) => begin.every((byte, i) => i >= bytes.length || bytes[i] === byte));
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
