/**
 * The page: operations of one scope in the hub's order, each with its place, its origin and when the hub received it.
 * Devices fold the chain over it (chain.ts) and compare with the hub's.
 */
import { bytesOfUuid, uuidOfBytes } from '../base/ids.ts';
import type { Result } from '../base/result.ts';
import { type ByteReader, createByteReader, Unreadable } from './byte-reader.ts';
import { type ByteWriter, createByteWriter } from './byte-writer.ts';
import { dictionary, pick, readDeltas, readList, writeDeltas } from './columns.ts';
import { type Identities, made } from './identities.ts';
import { noPlaces } from './known-places.ts';
import { operationLimit } from './limits.ts';
import { isLetGo, type Operation, type Origin, type StoredOperation } from './operation.ts';
import { readColumns, writeColumns } from './operation-columns.ts';
import { type Lacking, openTable, writeTable } from './operation-table.ts';
import { packContent, unpackContent } from './packed-content.ts';
import { type BytesUnreadable, readSafely } from './read-safely.ts';
import { createTableWriter, endParts, finishParts, openParts, openRaw } from './table-parts.ts';

/** An operation that has its place. */
export interface PlacedOperation extends StoredOperation {
  readonly seq: number;
}

export interface Page {
  readonly scope: string;
  /** Sorted by place, ascending. */
  readonly operations: readonly PlacedOperation[];
}

export interface DecodedPage extends Page {
  /** Bytes of its content, unpacked. */
  readonly size: number;
}

/** How a page is laid out: 1 in one piece, for devices that read nothing newer; 2 as a table. */
export type PageLayout = 1 | 2;
/** A table in which operations may lack their values ([CP2]): written where one does, for devices that read it. */
const layoutWithoutValues = 3;
/** The newest layout that this edition reads; a device says it in its requests. */
export const newestLayout = 2 satisfies PageLayout;

/** The payload of a page frame. At most `operationLimit` operations; aim at 256 kB. */
export function encodePage(page: Page, layout: PageLayout = newestLayout): Uint8Array {
  const lacks = page.operations.some(isLetGo);
  const packed = layout === 1 && !lacks ? packFirst(page) : packTable(page, lacks ? 'values' : 'nothing');
  const payload = new Uint8Array(packed.length + 1);
  payload[0] = lacks ? layoutWithoutValues : layout;
  payload.set(packed, 1);
  return payload;
}

/** Reads the payload of a page frame. Never throws. */
export function decodePage(payload: Uint8Array, identities = made): Result<DecodedPage, BytesUnreadable> {
  return readSafely(() => {
    if (payload[0] === 1) return readFirst(payload.subarray(1));
    if (payload[0] === 2) return readTable(payload.subarray(1), 'nothing', identities);
    if (payload[0] === layoutWithoutValues) return readTable(payload.subarray(1), 'values', identities);
    throw new Unreadable('page of a newer version');
  });
}

/** The scope of a page, without reading its operations. Never throws. */
export function scopeOfPage(payload: Uint8Array): Result<string, BytesUnreadable> {
  return readSafely(() => {
    const packed = payload.subarray(1);
    if (payload[0] === 1) return uuidOfBytes(createByteReader(unpackContent(packed)).bytes(16));
    if (payload[0] === 2 || payload[0] === layoutWithoutValues) return uuidOfBytes(openRaw(packed).bytes(16));
    throw new Unreadable('page of a newer version');
  });
}

function packFirst({ scope, operations }: Page): Uint8Array {
  const writer = createByteWriter(256 + operations.length * 64);
  writer.bytes(bytesOfUuid(scope));
  writeColumns(writer, operations);
  writePlaces(writer, writer, operations);
  return packContent(writer.finish());
}

function packTable({ scope, operations }: Page, mayLack: Lacking): Uint8Array {
  const writer = createTableWriter(operations.length);
  writer.raw.bytes(bytesOfUuid(scope));
  writeTable(writer, operations, noPlaces, mayLack);
  writePlaces(writer.columns, writer.raw, operations);
  return finishParts(writer).packed;
}

function readFirst(packed: Uint8Array): DecodedPage {
  const content = unpackContent(packed);
  const reader = createByteReader(content);
  const scope = uuidOfBytes(reader.bytes(16));
  const page = { scope, size: content.length, operations: readPlaces(reader, reader, readColumns(reader, scope)) };
  reader.end();
  return page;
}

function readTable(packed: Uint8Array, mayLack: Lacking, identities: Identities): DecodedPage {
  const { content, reader } = openParts(packed);
  const scope = uuidOfBytes(reader.raw.bytes(16));
  const operations = openTable(reader, scope, mayLack).read(new Map(), identities);
  const page = { scope, size: content.length, operations: readPlaces(reader.columns, reader.raw, operations) };
  endParts(reader);
  return page;
}

/** Places, origins and times of receipt; ids go to `raw`. */
function writePlaces(columns: ByteWriter, raw: ByteWriter, operations: readonly PlacedOperation[]): void {
  writeDeltas(columns, operations, (operation) => operation.seq);
  const origins = dictionary(operations, ({ origin: { author, device, incarnation } }) =>
    [author, device, incarnation].join(' '),
  );
  columns.varint(origins.values.length);
  for (const key of origins.values) for (const id of key.split(' ')) raw.bytes(bytesOfUuid(id));
  for (const index of origins.column) columns.varint(index);
  writeDeltas(columns, operations, (operation) => operation.received ?? 0);
}

function readPlaces(columns: ByteReader, raw: ByteReader, operations: readonly Operation[]): PlacedOperation[] {
  const seqs = readDeltas(columns, operations.length);
  const uuid = () => uuidOfBytes(raw.bytes(16));
  const origins = readList(columns, operationLimit, 'origins', (): Origin => {
    return { author: uuid(), device: uuid(), incarnation: uuid() };
  });
  const originOf = operations.map(() => pick(origins, columns.varint()));
  const received = readDeltas(columns, operations.length);
  const placed = operations.map((operation, i) => ({
    ...operation,
    origin: originOf[i] as Origin,
    seq: seqs[i] as number,
    received: received[i] as number,
  }));
  if (placed.some(({ seq }, i) => seq <= (i === 0 ? 0 : (placed[i - 1] as PlacedOperation).seq))) {
    throw new Unreadable('page is not in order');
  }
  return placed;
}
