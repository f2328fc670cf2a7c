/** The measurements of one row name, by who was measured, and the rows that they make. */
import type { Row } from '../figure.ts';
import { median } from '../statistics.ts';
import { rawName } from './peers.ts';
import type { SyncContext } from './sync-figure.ts';

export const waypostName = 'Waypost';
/** Waypost whose disk is not sealed: its rows are named after those of the other, with this behind. */
export const plainName = 'Waypost, plain';
export const plainly = (row: string) => `${row}, plain`;

/** What a row is named and wanted to be. */
export type RowKind = Pick<Row, 'name' | 'unit' | 'goal'> & {
  /** What the baseline is, where it is another thing than the row's own; its owner stands before it. */
  readonly besideWhat?: string;
};

/** Times of pulls are kept under this name until they can be compared with the raw rows of as many records. */
export const pullOf = (count: number) => `pull of ${count}`;

/** Values of several runs by who was measured. */
export class Measured {
  readonly #values = new Map<string, Map<string, number[]>>();

  add(row: string, who: string, value: number): void {
    const byWho = this.#values.get(row) ?? new Map<string, number[]>();
    this.#values.set(row, byWho);
    byWho.set(who, [...(byWho.get(who) ?? []), value]);
  }

  /** The median of somebody's values. */
  of(row: string, who: string): number | null {
    const values = this.#values.get(row)?.get(who);
    return values === undefined ? null : median(values);
  }

  /** Waypost's row beside the best peer, then a row of each peer; Waypost's is left out where it was not measured. */
  rows({ name, unit, goal, besideWhat = '' }: RowKind, context: Pick<SyncContext, 'missing'>): Row[] {
    const peers = [...(this.#values.get(name) ?? [])]
      .filter(([who]) => who !== waypostName && who !== plainName)
      .map(([who, values]) => ({ who, value: median(values) }));
    const best = peers.toSorted((a, b) => a.value - b.value)[0];
    const own = this.of(name, waypostName);
    if (own === null) context.missing(name, 'not yet measured');
    const plain = this.of(name, plainName);
    const beside = { baseline: best?.value ?? null, beside: `${best?.who ?? ''}${besideWhat}` };
    return [
      ...(own === null ? [] : [{ name, unit, goal, value: own, ...beside }]),
      ...(plain === null ? [] : [{ name: plainly(name), unit, goal: null, value: plain, ...beside }]),
      ...peers.map(({ who, value }) => ({
        name: `${who}: ${name}`,
        unit,
        goal: null,
        value,
        baseline: null,
        beside: '',
      })),
    ];
  }

  /** The pulls of so many records in times of one fetch and raw rows, which is what the row of Waypost stands beside. */
  pullRows(name: string, count: number, context: Pick<SyncContext, 'missing'>): Row[] {
    const pulls = pullOf(count);
    const raw = this.of(pulls, rawName);
    for (const who of this.#values.get(pulls)?.keys() ?? []) {
      const own = this.of(pulls, who);
      if (raw !== null && own !== null) this.add(name, who, own / raw);
    }
    return this.rows({ name, unit: 'x', goal: 0.5 }, context).map((row): Row => {
      return row.name === name || row.name === plainly(name)
        ? { ...row, baseline: 1, beside: `${rawName}, ${Math.round(raw ?? 0)} ms` }
        : row;
    });
  }
}
