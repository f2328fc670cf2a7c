/**
 * What is shown of what this device holds: where a grant ended by itself, or is about some kinds only, the rest is hidden at
 * once, with or without the hub ([AR4]). Purging is another matter: it comes with the hub's word, as for every lost scope
 * ([SC2]).
 */
import type { ScopeId } from '../base/ids.ts';
import { isInForce, shownUnder } from '../domain/policy/in-force.ts';
import { type EngineCore, timeHere } from './engine-core.ts';

interface Placed {
  readonly scope: ScopeId;
  readonly type: string;
}

export interface Shown {
  /** Those of these that may be shown now. */
  only<T extends Placed>(rows: readonly T[]): readonly T[];
  /** Looks whether a grant began, ended or changed since the last look, and tells listeners that what they know of its scope is over. */
  look(): void;
}

/** What is shown on this device, judged anew at every question. */
export function createShown(core: EngineCore): Shown {
  let before: readonly string[] = [];
  const grants = () => core.memory.identity?.grants ?? [];
  return {
    only(rows) {
      const shows = shownUnder(grants(), () => timeHere(core));
      return shows === null ? rows : rows.filter(({ scope, type }) => shows(scope, type));
    },
    look() {
      const ending = grants().filter(({ until, kinds }) => until !== undefined || kinds !== undefined);
      if (ending.length + before.length === 0) return;
      const at = timeHere(core);
      const now = ending.filter((grant) => isInForce(grant, at)).map((grant) => JSON.stringify(grant));
      const known = new Set(before);
      const changed = [...now.filter((one) => !known.delete(one)), ...known];
      before = now;
      if (changed.length === 0) return;
      const purged = changed.map((one) => (JSON.parse(one) as Placed).scope);
      core.tell({ types: [], records: [], purged: [...new Set(purged)], status: true });
    },
  };
}
