/**
 * The page: operations of one scope in the hub's order, each with its place, its origin and when the hub received it.
 * Devices fold the chain over it (chain.ts) and compare with the hub's.
 */
import { bytesOfUuid, uuidOfBytes } from '../base/ids.ts';
import type { Result } from '../base/result.ts';
import { createByteReader, Unreadable } from './byte-reader.ts';
import { createByteWriter } from './byte-writer.ts';
import { operationLimit } from './limits.ts';
import type { Operation, Origin, StoredOperation } from './operation.ts';
import { pick, readColumns, readDeltas, readList, writeColumns, writeDeltas } from './operation-columns.ts';
import { packContent, unpackContent } from './packed-content.ts';
import { type BytesUnreadable, readSafely } from './read-safely.ts';

/** An operation that has its place. */
export interface PlacedOperation extends StoredOperation {
  readonly seq: number;
}

export interface Page {
  readonly scope: string;
  /** Sorted by place, ascending. */
  readonly operations: readonly PlacedOperation[];
}

const pageVersion = 1;

/** The payload of a page frame. At most `operationLimit` operations; aim at 256 kB. */
export function encodePage(page: Page): Uint8Array {
  const writer = createByteWriter(256 + page.operations.length * 64);
  writer.bytes(bytesOfUuid(page.scope));
  writeColumns(writer, page.operations);
  writeDeltas(writer, page.operations, (operation) => operation.seq);
  const origins = new Map<string, number>();
  const column = page.operations.map(({ origin }) => {
    const key = [origin.author, origin.device, origin.incarnation].join(' ');
    if (!origins.has(key)) origins.set(key, origins.size);
    return origins.get(key) as number;
  });
  writer.varint(origins.size);
  for (const key of origins.keys()) for (const id of key.split(' ')) writer.bytes(bytesOfUuid(id));
  for (const index of column) writer.varint(index);
  writeDeltas(writer, page.operations, (operation) => operation.received ?? 0);
  const packed = packContent(writer.finish());
  const payload = new Uint8Array(packed.length + 1);
  payload[0] = pageVersion;
  payload.set(packed, 1);
  return payload;
}

/** Reads the payload of a page frame. Never throws. */
export function decodePage(payload: Uint8Array): Result<Page, BytesUnreadable> {
  return readSafely(() => {
    if (payload[0] !== pageVersion) throw new Unreadable('page of a newer version');
    const reader = createByteReader(unpackContent(payload.subarray(1)));
    const uuid = () => uuidOfBytes(reader.bytes(16));
    const scope = uuid();
    const operations: readonly Operation[] = readColumns(reader, scope);
    const seqs = readDeltas(reader, operations.length);
    const origins = readList(reader, operationLimit, 'origins', (): Origin => {
      return { author: uuid(), device: uuid(), incarnation: uuid() };
    });
    const originOf = operations.map(() => pick(origins, reader.varint()));
    const received = readDeltas(reader, operations.length);
    reader.end();
    const placed = operations.map((operation, i) => ({
      ...operation,
      origin: originOf[i] as Origin,
      seq: seqs[i] as number,
      received: received[i] as number,
    }));
    if (placed.some(({ seq }, i) => seq <= (i === 0 ? 0 : (placed[i - 1] as PlacedOperation).seq))) {
      throw new Unreadable('page is not in order');
    }
    return { scope, operations: placed };
  });
}
