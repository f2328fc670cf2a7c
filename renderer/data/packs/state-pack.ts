/** Many states of records of one scope and type as the bytes of one row: columns over the heads of their fields. */
import type { Json } from '../../../shared/base/json.ts';
import type { Head, OperationKind, RecordState } from '../../../shared/domain/record-state.ts';
import { type Column, column, differences, joinParts, openParts, sumsOf, valuesOf } from './columns.ts';
import { Names } from './names.ts';

interface Written {
  readonly type: string;
  readonly records: readonly string[];
  /** What few records have beside their fields: all of a state that is not named here, whatever it may come to be. */
  readonly extras: readonly (readonly [at: number, extra: Extra])[];
  /** Which fields a record has, and the shape of each record. */
  readonly shapes: readonly string[];
  readonly shapeOf: Column;
  readonly names: readonly string[];
  /** The rest has a row for each head of each field of each record. */
  readonly values: readonly Json[];
  readonly kinds: Column;
  readonly lamports: Column;
  readonly walls: Column;
  readonly authors: Column;
  readonly devices: Column;
}

type Extra = Omit<RecordState, 'scope' | 'type' | 'id' | 'fields'>;

/** A field, once for each of its heads. */
type Shape = readonly string[];

/** Packs states of one type. */
export function packStates(states: readonly RecordState[]): Uint8Array {
  const [names, shapes] = [new Names(), new Names()];
  const heads: Head[] = [];
  const shapeOf = states.map(({ fields }) => {
    const shape: string[] = [];
    for (const field in fields) {
      if (!Object.hasOwn(fields, field)) continue;
      for (const head of fields[field] ?? []) {
        shape.push(field);
        heads.push(head);
      }
    }
    return shapes.of(JSON.stringify(shape satisfies Shape));
  });
  const written: Written = {
    type: states[0]?.type ?? '',
    records: states.map(({ id }) => id),
    extras: states.flatMap(({ scope: _scope, type: _type, id: _id, fields: _fields, ...extra }, at) => {
      return isUsual(extra) ? [] : [[at, extra] as const];
    }),
    shapes: shapes.list,
    shapeOf: column(shapeOf),
    values: heads.map(({ value }) => value),
    kinds: column(heads.map(({ kind }) => names.of(kind))),
    lamports: differences(heads.map(({ lamport }) => lamport)),
    walls: differences(heads.map(({ wall }) => wall)),
    authors: column(heads.map(({ author }) => names.of(author))),
    devices: column(heads.map(({ device }) => names.of(device))),
    names: names.list,
  };
  const ids = heads.map(({ id }) => id);
  return joinParts(written, ids);
}

const usual: Extra = { missing: [] };

function isUsual(extra: Extra): boolean {
  return extra.missing.length === 0 && Object.keys(extra).length === 1;
}

/** The states again. Throws for what is no such pack. */
export function unpackStates(bytes: Uint8Array, scope: string): RecordState[] {
  const { written, ids } = openParts(bytes);
  const { type, records, names, values, ...columns } = written as Written;
  const { length: count } = values;
  const shapes = columns.shapes.map((shape) => JSON.parse(shape) as Shape);
  const shapeOf = valuesOf(columns.shapeOf, records.length);
  const [kinds, authors, devices] = [columns.kinds, columns.authors, columns.devices].map((one) =>
    valuesOf(one, count),
  );
  const [lamports, walls] = [sumsOf(columns.lamports, count), sumsOf(columns.walls, count)];
  const extras = new Map(columns.extras);
  const name = (read: readonly number[] | undefined, at: number) => names[read?.[at] as number] as string;
  let row = 0;
  const nextHead = (): Head => {
    const at = row++;
    return {
      id: ids(),
      kind: name(kinds, at) as OperationKind,
      value: values[at] as Json,
      lamport: lamports[at] as number,
      wall: walls[at] as number,
      author: name(authors, at),
      device: name(devices, at),
    };
  };
  return records.map((id, at): RecordState => {
    const fields: [string, Head[]][] = [];
    for (const field of shapes[shapeOf[at] as number] as Shape) {
      if (fields.at(-1)?.[0] === field) fields.at(-1)?.[1].push(nextHead());
      else fields.push([field, [nextHead()]]);
    }
    return { scope, type, id, fields: Object.fromEntries(fields), ...(extras.get(at) ?? usual) };
  });
}
