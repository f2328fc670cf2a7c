/**
 * The batch: operations of one scope, carried by one incarnation of one device for one author (formats.md 2). Invariants:
 * its hash covers its content whatever way it is packed; the signature is over the hash; `prev` is evidence of order
 * and never a reason to refuse.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from '../base/bytes.ts';
import { bytesOfUuid, uuidOfBytes } from '../base/ids.ts';
import type { Result } from '../base/result.ts';
import { createByteReader, Unreadable } from './byte-reader.ts';
import { createByteWriter } from './byte-writer.ts';
import type { Operation, Origin } from './operation.ts';
import { readColumns, writeColumns } from './operation-columns.ts';
import { packContent, unpackContent } from './packed-content.ts';
import { type BytesUnreadable, readSafely } from './read-safely.ts';

export interface Batch extends Origin {
  readonly scope: string;
  /** Hash of the incarnation's batch before, 32 bytes, or null for its first. */
  readonly prev: Uint8Array | null;
  readonly operations: readonly Operation[];
}

export interface DecodedBatch extends Batch {
  /** What the signature is over; 32 bytes. */
  readonly hash: Uint8Array;
  /** 64 bytes, or null in a journal's saved frame. Not verified here. */
  readonly signature: Uint8Array | null;
  /** Bytes of its content, unpacked. */
  readonly size: number;
}

const batchVersion = 1;

export interface EncodedBatch {
  readonly hash: Uint8Array;
  /** The payload of a batch frame with the given signature over `hash`, or of none. */
  readonly payload: (signature: Uint8Array | null) => Uint8Array;
}

/** Encodes a batch; sign `hash`, then ask for the payload. */
export function encodeBatch(batch: Batch): EncodedBatch {
  const writer = createByteWriter(256 + batch.operations.length * 64);
  for (const id of [batch.scope, batch.incarnation, batch.author, batch.device]) writer.bytes(bytesOfUuid(id));
  writer.byte(batch.prev === null ? 0 : 1);
  if (batch.prev !== null) writer.bytes(batch.prev);
  writeColumns(writer, batch.operations);
  const content = writer.finish();
  const packed = packContent(content);
  return { hash: hashOf(content), payload: (signature) => payloadOf(packed, signature) };
}

/** Reads the payload of a batch frame of at most `limit` bytes of content; every id is rebuilt from it. Never throws. */
export function decodeBatch(payload: Uint8Array, limit?: number): Result<DecodedBatch, BytesUnreadable> {
  return readSafely(() => {
    const outer = createByteReader(payload);
    if (outer.byte() !== batchVersion) throw new Unreadable('batch of a newer version');
    const signed = flag(outer.byte());
    const signature = signed ? outer.bytes(64) : null;
    const content = unpackContent(outer.bytes(outer.left), limit);
    const reader = createByteReader(content);
    const [scope, incarnation, author, device] = [uuid(), uuid(), uuid(), uuid()] as const;
    const prev = flag(reader.byte()) ? reader.bytes(32) : null;
    const operations = readColumns(reader, scope);
    reader.end();
    return {
      scope,
      incarnation,
      author,
      device,
      prev,
      operations,
      signature,
      hash: hashOf(content),
      size: content.length,
    };

    function uuid(): string {
      return uuidOfBytes(reader.bytes(16));
    }
  });
}

function payloadOf(packed: Uint8Array, signature: Uint8Array | null): Uint8Array {
  const writer = createByteWriter(packed.length + 66);
  writer.byte(batchVersion);
  writer.byte(signature === null ? 0 : 1);
  if (signature !== null) writer.bytes(signature);
  writer.bytes(packed);
  return writer.finish();
}

function hashOf(content: Uint8Array): Uint8Array {
  return sha256.create().update(utf8('waypost batch')).update(content).digest();
}

function flag(byte: number): boolean {
  if (byte > 1) throw new Unreadable('neither yes nor no');
  return byte === 1;
}
