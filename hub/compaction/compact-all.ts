/** Compaction of every scope, one transaction each: a scope that fails does not hold the others back ([CP9]). */
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { HubStore } from '../sync/hub-store.ts';
import { type CompactionRule, compactScope } from './compact-scope.ts';
import type { Freed } from './compaction-records.ts';

/** Compacts all scopes one after the other. `onFailure` is told of each that could not be. */
export async function compactAll(
  store: HubStore,
  ports: Pick<ExchangePorts, 'clock' | 'retireAfter'>,
  rule: CompactionRule,
  onFailure: (error: unknown) => void,
): Promise<Freed> {
  let sum: Freed = { values: 0, bytes: 0 };
  for (const scope of await store.transaction((tx) => tx.allScopes())) {
    try {
      const { values, bytes } = await store.transaction((tx) => compactScope(tx, ports, scope, rule));
      sum = { values: sum.values + values, bytes: sum.bytes + bytes };
    } catch (error) {
      onFailure(error);
    }
  }
  return sum;
}
