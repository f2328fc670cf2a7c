/** Many states of records of one scope and type as the bytes of one row. */
import { utf8 } from '../../../shared/base/bytes.ts';
import type { Json } from '../../../shared/base/json.ts';
import type { Head, MissingOperation, OperationKind, RecordState } from '../../../shared/domain/record-state.ts';
import { Names } from './names.ts';
import { parseJson } from './seal.ts';

/** Id, what is missing or 0, then the cells of each head. */
type Row = readonly (Json | readonly MissingOperation[])[];
const headWidth = 8;

interface Written {
  readonly type: string;
  readonly names: readonly string[];
  readonly wall: number;
  readonly rows: readonly Row[];
}

/** Packs states of one type. */
export function packStates(states: readonly RecordState[]): Uint8Array {
  const names = new Names();
  const [first] = states;
  const wall = firstWall(first);
  const rows = states.map(({ id, missing, fields }): Row => {
    const row: (Json | readonly MissingOperation[])[] = [id, missing.length === 0 ? 0 : missing];
    for (const [field, heads] of Object.entries(fields)) {
      const name = names.of(field);
      for (const head of heads) {
        row.push(name, head.id, names.of(head.kind), head.value, head.lamport, head.wall - wall);
        row.push(names.of(head.author), names.of(head.device));
      }
    }
    return row;
  });
  return utf8(JSON.stringify({ type: first?.type ?? '', names: names.list, wall, rows } satisfies Written));
}

/** The states again. Throws for what is no such pack. */
export function unpackStates(bytes: Uint8Array, scope: string): RecordState[] {
  const { type, names, wall, rows } = parseJson(bytes) as Written;
  return rows.map((row) => {
    const fields: [string, Head[]][] = [];
    for (let at = 2; at < row.length; at += headWidth) {
      const field = names[row[at] as number] as string;
      if (fields.at(-1)?.[0] !== field) fields.push([field, []]);
      (fields.at(-1) as [string, Head[]])[1].push({
        id: row[at + 1] as string,
        kind: names[row[at + 2] as number] as OperationKind,
        value: row[at + 3] as Json,
        lamport: row[at + 4] as number,
        wall: (row[at + 5] as number) + wall,
        author: names[row[at + 6] as number] as string,
        device: names[row[at + 7] as number] as string,
      });
    }
    const missing = row[1] === 0 ? [] : (row[1] as readonly MissingOperation[]);
    return { scope, type, id: row[0] as string, fields: Object.fromEntries(fields), missing };
  });
}

function firstWall(state: RecordState | undefined): number {
  return Object.values(state?.fields ?? {})[0]?.[0]?.wall ?? 0;
}
