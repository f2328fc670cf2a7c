/** Many operations of one scope as the bytes of one row: repeated texts once, the rest in rows of small values. */
import { utf8 } from '../../../shared/base/bytes.ts';
import type { Json } from '../../../shared/base/json.ts';
import type { OperationKind } from '../../../shared/domain/record-state.ts';
import type { StoredOperation } from '../../../shared/protocol/operation.ts';
import { Names } from './names.ts';
import { parseJson } from './seal.ts';

type Cell = Json | readonly string[];
const width = 16;

interface Written {
  readonly names: readonly string[];
  readonly wall: number;
  /** {@link width} cells an operation. */
  readonly cells: readonly Cell[];
}

export function packOperations(operations: readonly StoredOperation[]): Uint8Array {
  const names = new Names();
  const wall = operations[0]?.wall ?? 0;
  const cells: Cell[] = [];
  for (const one of operations) {
    const { author, device, incarnation } = one.origin;
    cells.push(one.id, names.of(one.kind), names.of(one.type), names.of(one.record), names.of(one.field));
    cells.push(one.value, one.supersedes.length === 0 ? 0 : one.supersedes, names.of(one.tx), one.lamport);
    cells.push(one.wall - wall, one.schema, names.of(author), names.of(device), names.of(incarnation));
    cells.push(one.seq, one.received ?? null);
  }
  return utf8(JSON.stringify({ names: names.list, wall, cells } satisfies Written));
}

/** The operations again. Throws for what is no such pack. */
export function unpackOperations(bytes: Uint8Array, scope: string): StoredOperation[] {
  const { names, wall, cells } = parseJson(bytes) as Written;
  const name = (cell: Cell | undefined): string => {
    const text = names[cell as number];
    if (text === undefined) throw new Error('A name is missing in a pack');
    return text;
  };
  const operations: StoredOperation[] = [];
  for (let at = 0; at < cells.length; at += width) {
    const supersedes = cells[at + 6];
    const received = cells[at + 15] as number | null;
    operations.push({
      id: cells[at] as string,
      kind: name(cells[at + 1]) as OperationKind,
      scope,
      type: name(cells[at + 2]),
      record: name(cells[at + 3]),
      field: name(cells[at + 4]),
      value: cells[at + 5] as Json,
      supersedes: supersedes === 0 ? [] : (supersedes as readonly string[]),
      tx: name(cells[at + 7]),
      lamport: cells[at + 8] as number,
      wall: (cells[at + 9] as number) + wall,
      schema: cells[at + 10] as number,
      origin: { author: name(cells[at + 11]), device: name(cells[at + 12]), incarnation: name(cells[at + 13]) },
      seq: cells[at + 14] as number | null,
      ...(received === null ? {} : { received }),
    });
  }
  return operations;
}
