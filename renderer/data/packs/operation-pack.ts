/** Many operations of one scope as the bytes of one row: columns, and every text that repeats once. */
import type { Json } from '../../../shared/base/json.ts';
import type { OperationKind } from '../../../shared/domain/record-state.ts';
import type { StoredOperation } from '../../../shared/protocol/operation.ts';
import { type Column, column, differences, joinParts, openParts, sumsOf, valuesOf } from './columns.ts';
import { Names } from './names.ts';

interface Written {
  readonly names: readonly string[];
  readonly values: readonly Json[];
  /** Only of operations that supersede something. */
  readonly supersedes: readonly (readonly [at: number, ids: readonly string[]])[];
  /** Only of operations whose values were let go; packs of older editions say nothing of it. */
  readonly letGo?: readonly (readonly [at: number, commitment: string])[];
  readonly kinds: Column;
  readonly types: Column;
  readonly records: Column;
  readonly fields: Column;
  readonly actions: Column;
  readonly lamports: Column;
  readonly walls: Column;
  readonly schemas: Column;
  readonly authors: Column;
  readonly devices: Column;
  readonly incarnations: Column;
  /** 0 for none: places begin at 1. */
  readonly seqs: Column;
  /** -1 for one that says nothing of it. */
  readonly received: Column;
}

export function packOperations(operations: readonly StoredOperation[]): Uint8Array {
  const names = new Names();
  const written: Written = {
    kinds: column(operations.map(({ kind }) => names.of(kind))),
    types: column(operations.map(({ type }) => names.of(type))),
    fields: column(operations.map(({ field }) => names.of(field))),
    authors: column(operations.map(({ origin }) => names.of(origin.author))),
    devices: column(operations.map(({ origin }) => names.of(origin.device))),
    incarnations: column(operations.map(({ origin }) => names.of(origin.incarnation))),
    records: differences(operations.map(({ record }) => names.of(record))),
    actions: differences(operations.map(({ tx }) => names.of(tx))),
    lamports: differences(operations.map(({ lamport }) => lamport)),
    walls: differences(operations.map(({ wall }) => wall)),
    schemas: column(operations.map(({ schema }) => schema)),
    seqs: differences(operations.map(({ seq }) => seq ?? 0)),
    received: differences(operations.map(({ received }) => received ?? -1)),
    values: operations.map(({ value }) => value),
    supersedes: operations.flatMap(({ supersedes }, at) =>
      supersedes.length === 0 ? [] : [[at, supersedes] as const],
    ),
    letGo: operations.flatMap(({ commitment }, at) => (commitment === undefined ? [] : [[at, commitment] as const])),
    names: names.list,
  };
  const ids = operations.map(({ id }) => id);
  return joinParts(written, ids);
}

/** The operations again. Throws for what is no such pack. */
export function unpackOperations(bytes: Uint8Array, scope: string): StoredOperation[] {
  const { written, ids } = openParts(bytes);
  const { names, values, ...columns } = written as Written;
  const { length: count } = values;
  const named = (read: readonly number[]) => (at: number) => {
    const text = names[read[at] as number];
    if (text === undefined) throw new Error('A name is missing in a pack');
    return text;
  };
  const [kinds, types, fields] = [columns.kinds, columns.types, columns.fields].map((one) => valuesOf(one, count));
  const [kind, type, field] = [named(kinds as number[]), named(types as number[]), named(fields as number[])];
  const [record, tx] = [named(sumsOf(columns.records, count)), named(sumsOf(columns.actions, count))];
  const author = named(valuesOf(columns.authors, count));
  const device = named(valuesOf(columns.devices, count));
  const incarnation = named(valuesOf(columns.incarnations, count));
  const [lamports, walls] = [sumsOf(columns.lamports, count), sumsOf(columns.walls, count)];
  const [seqs, received] = [sumsOf(columns.seqs, count), sumsOf(columns.received, count)];
  const schemas = valuesOf(columns.schemas, count);
  const supersedes = new Map(columns.supersedes);
  const letGo = new Map(columns.letGo);
  return values.map((value, at): StoredOperation => {
    return {
      id: ids(),
      kind: kind(at) as OperationKind,
      scope,
      type: type(at),
      record: record(at),
      field: field(at),
      value,
      ...commitmentAt(letGo, at),
      supersedes: supersedes.get(at) ?? [],
      tx: tx(at),
      lamport: lamports[at] as number,
      wall: walls[at] as number,
      schema: schemas[at] as number,
      origin: { author: author(at), device: device(at), incarnation: incarnation(at) },
      seq: seqs[at] === 0 ? null : (seqs[at] as number),
      ...(received[at] === -1 ? {} : { received: received[at] as number }),
    };
  });
}

function commitmentAt(letGo: ReadonlyMap<number, string>, at: number): Pick<StoredOperation, 'commitment'> {
  const commitment = letGo.get(at);
  return commitment === undefined ? {} : { commitment };
}
