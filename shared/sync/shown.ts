/**
 * What is shown of what this device holds: where a grant ended by itself, or is about some kinds only, the rest is hidden at
 * once, with or without the hub ([AR4]); when the lease is over, nearly everything is ([LE2]). Purging is another matter: it comes
 * with the hub's word, as for every lost scope ([SC2]).
 */
import type { RecordId, ScopeId } from '../base/ids.ts';
import { decide, type Stays } from '../domain/policy/decide.ts';
import { shownUnder } from '../domain/policy/readings.ts';
import type { Grant } from '../domain/policy/roles.ts';
import type { Reading } from './engine-api.ts';
import { type EngineCore, timeHere } from './engine-core.ts';
import { leaseOf, noteLeaseOver } from './lease.ts';
import { staysWhileOver } from './while-over.ts';

interface Placed {
  readonly scope: ScopeId;
  readonly type: string;
}

type Rows<T> = readonly T[] | Promise<readonly T[]>;

export interface Shown {
  /** Those of these that may be shown now. */
  only<T extends Placed & { readonly id: RecordId }>(rows: readonly T[]): Rows<T>;
  /** The same of operations, which are shown with their records. */
  onlyOf<T extends Placed & { readonly record: RecordId }>(operations: readonly T[]): Rows<T>;
  /** Looks whether a grant or the lease began, ended or changed since the last look, and tells listeners that what they know is over. */
  look(): void;
  /** By what reading is judged now. */
  reading(): Reading;
}

/** What is shown on this device, judged anew at every question. */
export function createShown(core: EngineCore): Shown {
  let seen: Reading = everythingShown;
  let inForce: readonly string[] = [];
  let staying: Promise<ReadonlyMap<RecordId, Stays>> | null = null;
  const grants = () => core.memory.identity?.grants ?? [];
  const isLocked = () => leaseOf(core)?.isOver === true;
  const reading = (): Reading => ({
    isLocked: isLocked(),
    grants: grants().some(ends) ? grants() : [],
    notBefore: core.memory.lastContact ?? 0,
  });
  // What was written may be own work, and what came may be a release.
  core.onChange(() => {
    staying = null;
  });
  const whatStays = () => {
    staying ??= staysWhileOver(core);
    return staying.catch((error: unknown) => {
      staying = null;
      throw error;
    });
  };
  const shown = <T extends Placed>(rows: readonly T[], recordOf: (row: T) => RecordId): Rows<T> => {
    const lease = isLocked() ? 'over' : 'counts';
    const shows = shownUnder(grants(), lease, () => timeHere(core));
    if (shows === null) return rows;
    if (lease === 'counts') return rows.filter(({ scope, type }) => shows({ scope, type }));
    return whatStays().then((stays) =>
      rows.filter((row) => shows({ scope: row.scope, type: row.type, stays: stays.get(recordOf(row)) ?? 'no' })),
    );
  };
  return {
    only: (rows) => shown(rows, ({ id }) => id),
    onlyOf: (operations) => shown(operations, ({ record }) => record),
    reading,
    look() {
      const now = reading();
      // A journal that refuses is asked again at the next look; what is shown does not depend on it.
      if (now.isLocked) void noteLeaseOver(core);
      const at = timeHere(core);
      const counting = now.grants
        .filter((grant) => ends(grant) && decide([grant], { action: 'receive', scope: grant.scope, at }).allowed)
        .map((one) => JSON.stringify(one));
      const before = new Set(inForce);
      const changed = [...counting.filter((one) => !before.delete(one)), ...before];
      const isTurned = now.isLocked !== seen.isLocked;
      if (changed.length === 0 && !isTurned && isSame(now.grants, seen.grants)) return;
      [inForce, seen] = [counting, now];
      const scopes = isTurned
        ? grants().map(({ scope }) => scope)
        : changed.map((one) => (JSON.parse(one) as Placed).scope);
      core.tell({ types: [], records: [], purged: [...new Set(scopes)], reading: now, status: true });
    },
  };
}

const everythingShown: Reading = { isLocked: false, grants: [], notBefore: 0 };

/** It ends by itself, or is about some kinds only: something of its scope may not be shown. */
const ends = ({ until, kinds }: Grant) => until !== undefined || kinds !== undefined;

const isSame = (a: readonly Grant[], b: readonly Grant[]) => a === b || JSON.stringify(a) === JSON.stringify(b);
