/**
 * Operations of one scope as columns: dictionaries first, then one column after the other, bodies last. Ids and
 * commitments are not in it: the reader rebuilds header and id of each operation. Unknown kinds, types
 * and fields are texts in dictionaries and pass through unchanged.
 */
import { fromHex } from '../base/bytes.ts';
import { bytesOfUuid, uuidOfBytes } from '../base/ids.ts';
import type { OperationKind } from '../domain/record-state.ts';
import { type ByteReader, Unreadable } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { decodeCanonical, encodeCanonical } from './canonical-cbor.ts';
import {
  dictionary,
  lamport,
  pick,
  readDeltas,
  readList,
  readNames,
  unsigned,
  writeDeltas,
  writeText,
} from './columns.ts';
import { bodyLimit, operationLimit, supersedesLimit } from './limits.ts';
import type { Operation } from './operation.ts';
import { operationIdOf } from './operation-header.ts';

/** Writes operations, all of the scope that the reader will be told. */
export function writeColumns(writer: ByteWriter, operations: readonly Operation[]): void {
  writer.varint(operations.length);
  const kinds = dictionary(operations, (operation) => operation.kind);
  const fields = dictionary(operations, (operation) => operation.field);
  const types = dictionary(operations, (operation) => operation.type);
  const records = dictionary(operations, (operation) => `${operation.record}${operation.type}`);
  const transactions = dictionary(operations, (operation) => operation.tx);
  for (const names of [kinds, fields, types]) {
    writer.varint(names.values.length);
    for (const name of names.values) writeText(writer, name);
  }
  writer.varint(records.values.length);
  for (const record of records.values) {
    writer.bytes(bytesOfUuid(record.slice(0, 36)));
    writer.varint(types.indexOf(record.slice(36)));
  }
  writer.varint(transactions.values.length);
  for (const tx of transactions.values) writer.bytes(bytesOfUuid(tx));
  for (const index of kinds.column) writer.varint(index);
  for (const index of fields.column) writer.varint(index);
  for (const index of records.column) writer.varint(index);
  for (const index of transactions.column) writer.varint(index);
  writeDeltas(writer, operations, (operation) => operation.lamport);
  writeDeltas(writer, operations, (operation) => operation.wall);
  writeDeltas(writer, operations, (operation) => operation.schema);
  writeSupersedes(writer, operations);
  const bodies = operations.map((operation) => encodeCanonical(operation.value));
  for (const body of bodies) writer.varint(body.length);
  for (const body of bodies) writer.bytes(body);
}

/** Reads what writeColumns wrote and gives every operation its id. Throws Unreadable. */
export function readColumns(reader: ByteReader, scope: string): Operation[] {
  const count = reader.count(operationLimit, 'operations');
  const [kinds, fields, types] = [readNames(reader, count), readNames(reader, count), readNames(reader, count)];
  const records = readList(reader, count, 'records', () => ({
    id: uuidOfBytes(reader.bytes(16)),
    type: pick(types, reader.varint()),
  }));
  const transactions = readList(reader, count, 'transactions', () => uuidOfBytes(reader.bytes(16)));
  const column = <T>(values: readonly T[]): T[] => Array.from({ length: count }, () => pick(values, reader.varint()));
  const kindOf = column(kinds);
  const fieldOf = column(fields);
  const recordOf = column(records);
  const txOf = column(transactions);
  const lamports = readDeltas(reader, count);
  const walls = readDeltas(reader, count);
  const schemas = readDeltas(reader, count);
  const supersedes = readSupersedes(reader, count);
  const lengths = Array.from({ length: count }, () => reader.count(bodyLimit, 'bytes of body'));
  const operations: Operation[] = [];
  for (let i = 0; i < count; i++) {
    const body = reader.bytes(lengths[i] as number);
    const record = recordOf[i] as { id: string; type: string };
    const subject = {
      kind: kindOf[i] as OperationKind,
      scope,
      type: record.type,
      record: record.id,
      field: fieldOf[i] as string,
      value: decodeCanonical(body),
      supersedes: resolve(supersedes[i] as (number | string)[], operations),
      tx: txOf[i] as string,
      lamport: lamport(lamports[i] as number),
      wall: walls[i] as number,
      schema: unsigned(schemas[i] as number),
    };
    operations.push({ ...subject, id: operationIdOf(subject, body) });
  }
  return operations;
}

/** Superseded ids: a distance back to an operation of the same batch, or 0 and the id itself. */
function writeSupersedes(writer: ByteWriter, operations: readonly Operation[]): void {
  const places = new Map<string, number>();
  for (const operation of operations) writer.varint(operation.supersedes.length);
  operations.forEach((operation, index) => {
    for (const id of operation.supersedes) {
      const place = places.get(id);
      writer.varint(place === undefined ? 0 : index - place);
      if (place === undefined) writer.bytes(fromHex(id));
    }
    places.set(operation.id, index);
  });
}

function readSupersedes(reader: ByteReader, count: number): (number | string)[][] {
  const lengths = Array.from({ length: count }, () => reader.count(supersedesLimit, 'superseded operations'));
  return lengths.map((length, index) =>
    Array.from({ length }, () => {
      const distance = reader.varint();
      if (distance === 0) return uuidOfBytes(reader.bytes(16)).replaceAll('-', '');
      if (distance > index) throw new Unreadable('supersedes an operation that is not there');
      return index - distance;
    }),
  );
}

function resolve(supersedes: readonly (number | string)[], operations: readonly Operation[]): string[] {
  return supersedes.map((place) => (typeof place === 'string' ? place : (operations[place] as Operation).id)).sort();
}
