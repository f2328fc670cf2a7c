/**
 * The batch: operations of one scope, carried by one incarnation of one device for one author. Invariants:
 * its hash covers its content whatever way it is packed; the signature is over the hash; `prev` is evidence of order
 * and never a reason to refuse.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, utf8 } from '../base/bytes.ts';
import { bytesOfUuid, uuidOfBytes } from '../base/ids.ts';
import { ok, type Result } from '../base/result.ts';
import { type ByteReader, createByteReader, Unreadable } from './byte-reader.ts';
import { createByteWriter } from './byte-writer.ts';
import { type KnownPlaces, type NamedOperation, noPlaces } from './known-places.ts';
import type { Operation, Origin } from './operation.ts';
import { readColumns } from './operation-columns.ts';
import { openTable, writeTable } from './operation-table.ts';
import { unpackContent } from './packed-content.ts';
import { type BytesUnreadable, readSafely } from './read-safely.ts';
import {
  createTableWriter,
  endParts,
  finishParts,
  openParts,
  repackParts,
  unpackedLength,
  unpackParts,
} from './table-parts.ts';

export interface Batch extends Origin {
  readonly scope: string;
  /** Hash of the incarnation's batch before, 32 bytes, or null for its first. */
  readonly prev: Uint8Array | null;
  readonly operations: readonly Operation[];
}

interface BatchHead extends Omit<Batch, 'operations'> {
  /** What the signature is over; 32 bytes. */
  readonly hash: Uint8Array;
  /** 64 bytes, or null in a journal's saved frame. Not verified here. */
  readonly signature: Uint8Array | null;
  /** Bytes of its content, unpacked. */
  readonly size: number;
}

export interface DecodedBatch extends Batch, BatchHead {}

/** A batch whose places are not looked up yet ([OP6]). */
export interface OpenBatch extends BatchHead {
  /** The places of its scope that it names. */
  readonly places: readonly number[];
  /** The whole batch. A failure when a place is not there or stands for something else than its author meant. */
  readonly read: (at: ReadonlyMap<number, NamedOperation>) => Result<DecodedBatch, BytesUnreadable>;
}

/** Layout 1 is read for ever; nothing writes it any more. */
const batchVersions = { columns: 1, table: 2 } as const;

export interface EncodedBatch {
  readonly hash: Uint8Array;
  /** The payload of a batch frame with the given signature over `hash`, or of none. */
  readonly payload: (signature: Uint8Array | null) => Uint8Array;
}

/** Encodes a batch for a reader who knows `places`; sign `hash`, then ask for the payload. */
export function encodeBatch(batch: Batch, places: KnownPlaces = noPlaces): EncodedBatch {
  const writer = createTableWriter(batch.operations.length);
  for (const id of [batch.scope, batch.incarnation, batch.author, batch.device]) writer.raw.bytes(bytesOfUuid(id));
  writer.columns.byte(batch.prev === null ? 0 : 1);
  if (batch.prev !== null) writer.raw.bytes(batch.prev);
  writeTable(writer, batch.operations, places);
  const { content, packed } = finishParts(writer);
  return { hash: hashOf('waypost batch 2', content), payload: (signature) => payloadOf(packed, signature) };
}

/** Opens the payload of a batch frame of at most `limit` bytes of content. Never throws. */
export function openBatch(payload: Uint8Array, limit?: number): Result<OpenBatch, BytesUnreadable> {
  return readSafely(() => {
    const outer = createByteReader(payload);
    const version = outer.byte();
    const signature = flag(outer.byte()) ? outer.bytes(64) : null;
    const packed = outer.bytes(outer.left);
    if (version === batchVersions.table) return openSecond(packed, signature, limit);
    if (version === batchVersions.columns) return openFirst(packed, signature, limit);
    throw new Unreadable('batch of a newer version');
  });
}

/** Reads the payload of a batch frame that names no places; every id is rebuilt from it. Never throws. */
export function decodeBatch(payload: Uint8Array, limit?: number): Result<DecodedBatch, BytesUnreadable> {
  const opened = openBatch(payload, limit);
  return opened.ok ? opened.value.read(new Map()) : opened;
}

/** A batch without a signature, with one over its hash. Throws when it has one, or is of another version than is written today. */
export function signBatch(payload: Uint8Array, signature: Uint8Array): Uint8Array {
  if (payload[0] !== batchVersions.table || payload[1] !== 0) throw new Error('No unsigned batch of this version');
  return payloadOf(payload.subarray(2), signature);
}

/** A batch with its table as it is before packing, for a parcel ([SY23]); one of another version as it is. Throws {@link Unreadable}. */
export function unpackBatch(payload: Uint8Array): Uint8Array {
  return withTable(payload, unpackParts);
}

/** Bytes of content that {@link unpackBatch} would give, by what the batch says: nothing is unpacked. Throws {@link Unreadable}. */
export function sizeUnpacked(payload: Uint8Array): number {
  return payload[0] === batchVersions.table ? unpackedLength(tableOf(payload)) : payload.length;
}

/** A batch that {@link unpackBatch} unpacked, as its device packed it, to the byte. Throws {@link Unreadable}. */
export function repackBatch(payload: Uint8Array): Uint8Array {
  return withTable(payload, repackParts);
}

function withTable(payload: Uint8Array, change: (packed: Uint8Array) => Uint8Array): Uint8Array {
  if (payload[0] !== batchVersions.table) return payload;
  const packed = tableOf(payload);
  return concat(payload.subarray(0, payload.length - packed.length), change(packed));
}

function tableOf(payload: Uint8Array): Uint8Array {
  return payload.subarray(payload[1] === 1 ? 66 : 2);
}

function openFirst(packed: Uint8Array, signature: Uint8Array | null, limit?: number): OpenBatch {
  const content = unpackContent(packed, limit);
  const reader = createByteReader(content);
  const ids = headIds(reader);
  const prev = flag(reader.byte()) ? reader.bytes(32) : null;
  const operations = readColumns(reader, ids.scope);
  reader.end();
  const head = { ...ids, prev, signature, hash: hashOf('waypost batch', content), size: content.length };
  return { ...head, places: [], read: () => ok({ ...head, operations }) };
}

function openSecond(packed: Uint8Array, signature: Uint8Array | null, limit?: number): OpenBatch {
  const { content, reader } = openParts(packed, limit);
  const ids = headIds(reader.raw);
  const prev = flag(reader.columns.byte()) ? reader.raw.bytes(32) : null;
  const table = openTable(reader, ids.scope);
  endParts(reader);
  const head = { ...ids, prev, signature, hash: hashOf('waypost batch 2', content), size: content.length };
  const { places } = table;
  return { ...head, places, read: (at) => readSafely(() => ({ ...head, operations: table.read(at) })) };
}

function headIds(reader: ByteReader) {
  const uuid = () => uuidOfBytes(reader.bytes(16));
  return { scope: uuid(), incarnation: uuid(), author: uuid(), device: uuid() };
}

function payloadOf(packed: Uint8Array, signature: Uint8Array | null): Uint8Array {
  const writer = createByteWriter(packed.length + 66);
  writer.byte(batchVersions.table);
  writer.byte(signature === null ? 0 : 1);
  if (signature !== null) writer.bytes(signature);
  writer.bytes(packed);
  return writer.finish();
}

function hashOf(label: string, content: Uint8Array): Uint8Array {
  return sha256.create().update(utf8(label)).update(content).digest();
}

function flag(byte: number): boolean {
  if (byte > 1) throw new Unreadable('neither yes nor no');
  return byte === 1;
}
