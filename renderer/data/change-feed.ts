import type { QueryClient } from '@tanstack/react-query';
import type { ChangeNotice } from '../../shared/sync/engine-api.ts';
import type { LiveEngine } from './live-engine.ts';
import { recordKeys } from './record-queries.ts';

/** Extra query keys to invalidate by record type: what the features declare as `invalidates`. */
export type Invalidations = Readonly<Record<string, readonly (readonly unknown[])[]>>;

/** Milliseconds between two times that lists are drawn anew: the first change shows at once, a series of them in pieces. */
const listGap = 150;

/** Milliseconds between a change and the figures of the sync mark. */
const statusLag = 200;

/**
 * Invalidates what changed, and nothing else. Notices that arrive together are taken together: an import of thousands of
 * records must not invalidate thousands of times.
 */
export function followChanges(client: QueryClient, engine: LiveEngine, extra: Invalidations = {}): () => void {
  let types = new Set<string>();
  let records = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let listTimer: ReturnType<typeof setTimeout> | null = null;
  let listsAt = Number.NEGATIVE_INFINITY;
  let statusTimer: ReturnType<typeof setTimeout> | null = null;

  const flush = () => {
    timer = null;
    invalidateRecords(client, records);
    records = new Set();
    if (types.size > 0) listTimer ??= setTimeout(flushLists, Math.max(0, listsAt + listGap - performance.now()));
  };
  const flushLists = () => {
    listTimer = null;
    listsAt = performance.now();
    invalidateLists(client, [...types], extra);
    types = new Set();
  };
  const collect = (notice: ChangeNotice) => {
    if (notice.purged !== undefined) void client.invalidateQueries();
    for (const type of notice.types) types.add(type);
    for (const record of notice.records) records.add(record);
    // Figures may lag by a blink; asking for them at each of many saves would slow the saves.
    statusTimer ??= setTimeout(() => {
      statusTimer = null;
      void client.invalidateQueries({ queryKey: recordKeys.status });
    }, statusLag);
    // Zero: the same turn of the loop collects, the next tells the screens.
    timer ??= setTimeout(flush, 0);
  };
  const stop = engine.onChange(collect);
  return () => {
    stop();
    if (timer !== null) clearTimeout(timer);
    if (listTimer !== null) clearTimeout(listTimer);
    if (statusTimer !== null) clearTimeout(statusTimer);
  };
}

function invalidateLists(client: QueryClient, types: readonly string[], extra: Invalidations): void {
  for (const type of types) {
    const keys = [recordKeys.lists(type), recordKeys.childrenOf(type), ...(extra[type] ?? [])];
    for (const queryKey of keys) void client.invalidateQueries({ queryKey });
  }
  void client.invalidateQueries({ queryKey: recordKeys.lists('any') });
}

function invalidateRecords(client: QueryClient, records: ReadonlySet<string>): void {
  if (records.size === 0) return;
  void client.invalidateQueries({
    queryKey: ['records', 'record'],
    predicate: (query) => records.has(String(query.queryKey[2])),
  });
}
