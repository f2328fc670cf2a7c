import type { ScopeId } from '../../shared/base/ids.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import type { Store } from '../../shared/sync/ports.ts';

/** Everything that a store holds of a scope, by id. */
export async function everythingOf(store: Pick<Store, 'scan'>, scope: ScopeId): Promise<StoredOperation[]> {
  const rows: StoredOperation[] = [];
  for await (const piece of store.scan(scope, 1_000)) rows.push(...piece);
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}
