/**
 * Packs made ready in simulated worlds ([PK10]): some laptops have another thread, which draws nothing from the world's randomness.
 * A store in memory takes what it made as the rows that a local database would read from it, so the verdict compares both ways.
 */
import { unpackOperations } from '../../renderer/data/packs/operation-pack.ts';
import type { PackLimits } from '../../renderer/data/packs/pack-limits.ts';
import { packsReadyIn, preparePack } from '../../renderer/data/packs/ready-pack.ts';
import { unpackStates } from '../../renderer/data/packs/state-pack.ts';
import type { IdentifyPack, Store, StoreChange } from '../../shared/sync/ports.ts';

/** Whatever stands alone is made ready, in the small packs of these worlds. */
const limits: PackLimits = {
  least: { operations: 1, records: 1 },
  most: { operations: 20, records: 7 },
  overlay: 1,
  share: 0,
};

/** The other thread of a simulated laptop. */
export const prepare: IdentifyPack = async (payload, place) => preparePack(payload, place, limits);

/** The change with what was made ready as the operations and records that it is. */
export function unready({ ready, ...change }: StoreChange): StoreChange {
  if (ready === undefined) return change;
  const packs = packsReadyIn({ ready });
  const operations = packs.flatMap(({ head: { kind, scope }, body }) =>
    kind === 'operations' ? unpackOperations(body, scope) : [],
  );
  const records = packs.flatMap(({ head: { kind, scope }, body }) =>
    kind === 'records' ? unpackStates(body, scope) : [],
  );
  return {
    ...change,
    operations: [...operations, ...(change.operations ?? [])],
    records: [...records, ...(change.records ?? [])],
  };
}

/** Whether a store holds none of what was made ready; it draws nothing either. */
export function holdsNoneIn(store: Store): NonNullable<Store['holdsNone']> {
  return async ({ ids, records }) => {
    const all = Array.from({ length: ids.length / 16 }, (_, n) =>
      Buffer.from(ids.subarray(16 * n, 16 * n + 16)).toString('hex'),
    );
    const [known, shown] = [await store.operations(all), await store.open(records)];
    return known.length + shown.length === 0;
  };
}
