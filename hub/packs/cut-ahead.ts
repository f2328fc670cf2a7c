/** Cutting packs before anybody asks for them ([PK3]): a first pull waits for no encoding of a whole library. */
import type { ScopeId } from '../../shared/base/ids.ts';
import { cutNext } from '../sync/decide-packs.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { HubStore } from '../sync/hub-store.ts';

/** What is remembered from one look to the next; losing it costs looking again. */
export interface Looked {
  /** The last place of each scope when it was looked at last: one that is there still has rested since. */
  readonly seen: Map<ScopeId, number>;
  /** The last place at which nothing of a scope was left to be cut. */
  readonly done: Map<ScopeId, number>;
  /** Scopes that a device is reading: they are cut though they have not rested. */
  readonly asked: Set<ScopeId>;
}

export function notLooked(): Looked {
  return { seen: new Map(), done: new Map(), asked: new Set() };
}

/**
 * Cuts what scopes need that have rested since the last look or are being read, a pack a transaction, so that whoever asks
 * meanwhile waits for one at most. What is being written to would have its tail cut anew. `goesOn` is asked before each. Returns
 * how many packs were cut.
 */
export async function cutAhead(
  store: HubStore,
  ports: ExchangePorts,
  { seen, done, asked }: Looked,
  goesOn: () => boolean,
): Promise<number> {
  // A look that fails asks for nothing again: a device that still reads asks itself.
  const read = new Set(asked);
  asked.clear();
  const places = await store.transaction(async (tx) => tx.positions(await tx.allScopes()));
  const isDue = ({ scope, seq }: (typeof places)[number]) =>
    // Packs may have been let go since, as by compaction: a device that reads finds that out.
    read.has(scope) || (done.get(scope) !== seq && seen.get(scope) === seq);
  const due = places.filter(isDue);
  for (const { scope, seq } of places) seen.set(scope, seq);
  let made = 0;
  for (const { scope, seq } of due) {
    let isCut = true;
    while (isCut && goesOn()) {
      isCut = await store.transaction((tx) => cutNext(tx, ports, scope));
      if (isCut) made += 1;
      else done.set(scope, seq);
    }
  }
  return made;
}
