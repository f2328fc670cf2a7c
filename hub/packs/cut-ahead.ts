/** Cutting packs before anybody asks for them ([PK3]): a first pull waits for no encoding of a whole library. */
import type { ScopeId } from '../../shared/base/ids.ts';
import { cutNext } from '../sync/decide-packs.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { HubStore } from '../sync/hub-store.ts';

/** The last place of each scope when it was looked at last. */
export type SeenPlaces = ReadonlyMap<ScopeId, number>;

export interface CutAhead {
  readonly seen: SeenPlaces;
  readonly made: number;
}

/**
 * Cuts what scopes need that have rested since `before`, or all of them where it is null, a pack a transaction, so that whoever
 * asks meanwhile waits for one at most. What is being written to would have its tail cut anew. `goesOn` is asked before each.
 */
export async function cutAhead(
  store: HubStore,
  ports: ExchangePorts,
  before: SeenPlaces | null,
  goesOn: () => boolean,
): Promise<CutAhead> {
  const places = await store.transaction(async (tx) => tx.positions(await tx.allScopes()));
  const seen = new Map(places.map(({ scope, seq }) => [scope, seq]));
  let made = 0;
  for (const { scope, seq } of places) {
    if (before !== null && before.get(scope) !== seq) continue;
    while (goesOn() && (await store.transaction((tx) => cutNext(tx, ports, scope)))) made += 1;
  }
  return { seen, made };
}
