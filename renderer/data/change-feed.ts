import type { QueryClient } from '@tanstack/react-query';
import type { ChangeNotice } from '../../shared/sync/engine-api.ts';
import type { LiveEngine } from './live-engine.ts';
import { paced } from './paced.ts';
import { recordKeys } from './record-queries.ts';

/** Extra query keys to invalidate by record type: what the features declare as `invalidates`. */
export type Invalidations = Readonly<Record<string, readonly (readonly unknown[])[]>>;

/** Lists are drawn anew at the first change, and of a series in pieces. */
const listPace = { lag: 0, gap: 150 };

/** The figures of the sync mark may lag by a blink: asking for them at each of many saves would slow the saves. */
const statusPace = { lag: 200, gap: 500 };

/** What is counted over a whole library comes after the lists. */
const countedPace = { lag: 100, gap: 500 };

/**
 * Invalidates what changed, and nothing else. Notices that arrive together are taken together: an import of thousands of
 * records must not invalidate thousands of times. Open records are read at once; the rest comes between saves, since who waits
 * for a save must not wait for what is drawn anew after the one before.
 */
export function followChanges(client: QueryClient, engine: LiveEngine, extra: Invalidations = {}): () => void {
  let types = new Set<string>();
  let counted = new Set<string>();
  let records = new Set<string>();
  const betweenSaves = () => engine.whenAnswered?.() ?? null;

  const atOnce = paced({ lag: 0, gap: 0 }, null, () => {
    invalidateRecords(client, records);
    records = new Set();
    if (types.size > 0) lists.ask();
  });
  const lists = paced(listPace, betweenSaves, () => {
    invalidateLists(client, types, extra);
    for (const type of types) counted.add(type);
    types = new Set();
    counts.ask();
  });
  const counts = paced(countedPace, betweenSaves, () => {
    for (const queryKey of keysOf(counted, extra).filter(isCounted)) void client.invalidateQueries({ queryKey });
    counted = new Set();
  });
  const status = paced(statusPace, betweenSaves, () => {
    void client.invalidateQueries({ queryKey: recordKeys.status });
  });
  const stop = engine.onChange((notice: ChangeNotice) => {
    if (notice.purged !== undefined) void client.invalidateQueries();
    for (const type of notice.types) types.add(type);
    for (const record of notice.records) records.add(record);
    status.ask();
    // The same turn of the loop collects, the next tells the screens.
    atOnce.ask();
  });
  return () => {
    stop();
    for (const each of [atOnce, lists, counts, status]) each.stop();
  };
}

const isCounted = ([first]: readonly unknown[]) => first === recordKeys.counted[0];

const keysOf = (types: ReadonlySet<string>, extra: Invalidations) => [...types].flatMap((type) => extra[type] ?? []);

function invalidateLists(client: QueryClient, types: ReadonlySet<string>, extra: Invalidations): void {
  const own = [...types].flatMap((type) => [recordKeys.lists(type), recordKeys.childrenOf(type)]);
  const others = keysOf(types, extra).filter((key) => !isCounted(key));
  for (const queryKey of [...own, ...others, recordKeys.lists('any')]) void client.invalidateQueries({ queryKey });
}

function invalidateRecords(client: QueryClient, records: ReadonlySet<string>): void {
  if (records.size === 0) return;
  void client.invalidateQueries({
    queryKey: ['records', 'record'],
    predicate: (query) => records.has(String(query.queryKey[2])),
  });
}
