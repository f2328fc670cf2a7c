/**
 * Everything that this disk holds about one person ([PD1]): records that are them or name them, and what they wrote with
 * Waypost themselves. It goes by the same plan as every other export: what may not be read, or is marked too high, stays and
 * is counted.
 */
import type { PersonId, RecordId } from '../../base/ids.ts';
import type { Pieces } from '../../base/pieces.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import { type ExportPort, openInPieces } from '../exchange/exchange-ports.ts';
import { type ExportChoice, type ExportPlan, planExport } from '../exchange/plan-export.ts';
import type { OperationKind, RecordState } from '../record-state.ts';
import { isAbout } from './find-about.ts';

/** What gathering needs of an engine. */
export interface OwnDataPort extends Pick<ExportPort, 'open'> {
  /** Every operation of a record, oldest first. */
  history(record: RecordId): Promise<
    readonly {
      readonly kind: OperationKind | (string & {});
      readonly field: string;
      readonly wall: number;
      readonly origin: { readonly author: PersonId };
    }[]
  >;
}

/** One change that the person made: which, where and when. Its value belongs to the record, and may be about others. */
export interface OwnChange {
  readonly record: RecordId;
  readonly kind: string;
  readonly field: string;
  readonly wall: number;
}

export interface OwnData {
  /** What leaves of the records about them, and what stays. */
  readonly plan: ExportPlan;
  /** The records of the plan that leave, opened, in its order. */
  readonly records: readonly RecordState[];
  /** What they wrote, oldest first; empty where nobody said under which account they work. */
  readonly changes: readonly OwnChange[];
  /** Records that they changed and of which this says nothing, by the plan's rules. */
  readonly changedWithheld: number;
}

export interface GatherRun {
  readonly port: OwnDataPort;
  /** The whole catalogue, deleted records included. */
  readonly entries: readonly CatalogueEntry[];
  /** Records of the person: the one that was asked for, and those that were joined with it. */
  readonly subject: ReadonlySet<RecordId>;
  /** The account under which they work with Waypost, when they do. */
  readonly account: PersonId | null;
  readonly choice: Omit<ExportChoice, 'only' | 'withDeleted'>;
  readonly pieces: Pieces;
  onProgress(done: number, total: number): void;
}

/** Histories read between two turns of the page. */
const historiesAtOnce = 50;

/** Gathers it, or null when somebody pressed stop. */
export async function gatherOwnData(run: GatherRun): Promise<OwnData | null> {
  const { entries, port, subject, account, pieces } = run;
  const total = entries.length * (account === null ? 1 : 2);
  let done = 0;
  const isStopped = async (count: number): Promise<boolean> => {
    done += count;
    run.onProgress(done, total);
    await pieces.breathe();
    return pieces.isStopped();
  };
  const about = new Map<RecordId, RecordState>();
  const ids = entries.map(({ id }) => id);
  for await (const states of openInPieces(port, ids)) {
    for (const state of states) if (isAbout(state, subject)) about.set(state.id, state);
    if (await isStopped(states.length)) return null;
  }
  const planOf = (only: ReadonlySet<RecordId>) => planExport(entries, { ...run.choice, withDeleted: true, only });
  const plan = planOf(new Set(about.keys()));
  const records = plan.leaving.flatMap(({ id }) => about.get(id) ?? []);
  if (account === null) return { plan, records, changes: [], changedWithheld: 0 };
  const written: OwnChange[] = [];
  for (let at = 0; at < ids.length; at += historiesAtOnce) {
    const some = ids.slice(at, at + historiesAtOnce);
    const histories = await Promise.all(some.map((id) => port.history(id)));
    histories.forEach((history, place) => {
      const record = some[place] as RecordId;
      for (const { kind, field, wall, origin } of history) {
        if (origin.author === account) written.push({ record, kind, field, wall });
      }
    });
    if (await isStopped(some.length)) return null;
  }
  const changed = planOf(new Set(written.map(({ record }) => record)));
  const shown = new Set(changed.leaving.map(({ id }) => id));
  const changes = written.filter(({ record }) => shown.has(record)).sort((a, b) => a.wall - b.wall);
  return { plan, records, changes, changedWithheld: changed.withheld };
}
