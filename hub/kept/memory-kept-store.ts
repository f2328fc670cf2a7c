/** What got no place, in memory: held, refused, or for a newer hub. */
import type { KeptOperation } from '../sync/hub-store.ts';
import type { Finder, Remover, Setter } from '../sync/memory-maps.ts';

export function createKeptState() {
  return { kept: new Map<string, KeptOperation>() };
}

type KeptState = ReturnType<typeof createKeptState>;

export function keptOf(state: KeptState, set: Setter, find: Finder, remove: Remover) {
  return {
    async kept(ids: readonly string[]) {
      return new Map(find(state.kept, ids).map(({ outcome }) => [outcome.id, outcome]));
    },
    async keep(entries: readonly KeptOperation[]) {
      for (const entry of entries) set(state.kept, entry.outcome.id, entry);
    },
    async release(ids: readonly string[]) {
      for (const id of ids) remove(state.kept, id);
    },
    keptIn: async (scope: string) =>
      [...state.kept.values()].filter(({ operation }) => operation.scope === scope).sort(byArrival),
    keptForNewer: async () =>
      [...state.kept.values()].filter(({ outcome }) => outcome.kind === 'needs-newer-hub').sort(byArrival),
  };
}

function byArrival(a: KeptOperation, b: KeptOperation): number {
  return a.at - b.at || (a.outcome.id < b.outcome.id ? -1 : 1);
}
