import type { Pack, PackRecords } from './hub-store.ts';
import type { Remover, Setter } from './memory-maps.ts';

type PackState = ReturnType<typeof createPackState>;

export function createPackState() {
  return { packs: new Map<string, Pack & { readonly bytes: Uint8Array }>() };
}

/** Packs in memory. Transactions run one after another there, so that nothing needs a lock. */
export function packsOf({ packs }: PackState, set: Setter, remove: Remover): PackRecords {
  const of = (scope: string) => [...packs.values()].filter((pack) => pack.scope === scope);
  const end = (list: readonly Pack[]) => list.reduce((most, { last }) => Math.max(most, last), 0);
  const described = ({ bytes, ...pack }: Pack & { readonly bytes: Uint8Array }): Pack => pack;
  return {
    lockPacks: async () => undefined,
    packedTo: async (scope) => ({ all: end(of(scope)), full: end(of(scope).filter(({ isFull }) => isFull)) }),
    packsAfter: async (scope, after, limit) =>
      of(scope)
        .filter(({ first }) => first > after)
        .sort((a, b) => a.first - b.first)
        .slice(0, limit)
        .map(described),
    async packsNamed(scopes, hashes) {
      const found = hashes.flatMap((hash) => packs.get(hash) ?? []).filter(({ scope }) => scopes.includes(scope));
      return new Map(found.map((pack) => [pack.hash, described(pack)]));
    },
    packBytes: async (hash) => packs.get(hash)?.bytes ?? null,
    async savePack(pack, bytes) {
      const there = of(pack.scope).find(({ first }) => first === pack.first);
      if (there?.isFull === true) throw new Error(`A full pack of ${pack.scope} begins at ${pack.first}.`);
      if (there !== undefined) remove(packs, there.hash);
      set(packs, pack.hash, { ...pack, bytes });
    },
  };
}
