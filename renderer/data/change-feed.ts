import type { QueryClient } from '@tanstack/react-query';
import type { ChangeNotice } from '../../shared/sync/engine-api.ts';
import type { LiveEngine } from './live-engine.ts';
import { recordKeys } from './record-queries.ts';

/** Extra query keys to invalidate by record type: what the features declare as `invalidates`. */
export type Invalidations = Readonly<Record<string, readonly (readonly unknown[])[]>>;

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
  let statusTimer: ReturnType<typeof setTimeout> | null = null;

  const flush = () => {
    timer = null;
    const changed = { types: [...types], records };
    types = new Set();
    records = new Set();
    invalidate(client, changed, extra);
  };
  const collect = (notice: ChangeNotice) => {
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
    if (statusTimer !== null) clearTimeout(statusTimer);
  };
}

interface Changed {
  readonly types: readonly string[];
  readonly records: ReadonlySet<string>;
}

function invalidate(client: QueryClient, changed: Changed, extra: Invalidations): void {
  const keys: (readonly unknown[])[] = [];
  for (const type of changed.types) {
    keys.push(recordKeys.lists(type), recordKeys.childrenOf(type), ...(extra[type] ?? []));
  }
  if (changed.types.length > 0) keys.push(recordKeys.lists('any'));
  for (const queryKey of keys) void client.invalidateQueries({ queryKey });
  if (changed.records.size === 0) return;
  void client.invalidateQueries({
    queryKey: ['records', 'record'],
    predicate: (query) => changed.records.has(String(query.queryKey[2])),
  });
}
