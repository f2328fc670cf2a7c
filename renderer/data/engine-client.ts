/** The page's side of the engine worker: the engine's API over messages. */

import type { CatalogueEntry, CatalogueQuery } from '../../shared/domain/catalogue.ts';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import { shownUnder } from '../../shared/domain/policy/readings.ts';
import type { ChangeNotice, Reading } from '../../shared/sync/engine-api.ts';
import type { ReplayProgress } from '../../shared/sync/engine-core.ts';
import type { Flow } from '../../shared/sync/paced-transport.ts';
import { CatalogueCache, type CatalogueChange } from './catalogue-cache.ts';
import type { Desktop } from './desktop.ts';
import { engineMethods, firstListed, type StartOptions, type StartReport } from './engine-messages.ts';
import type { LiveEngine } from './live-engine.ts';
import { type PackedEntries, readEntries } from './packs/packed-lists.ts';
import { pageClock } from './page-ports.ts';
import { createRpc, type MessageEnd, type RpcEnd } from './worker-rpc.ts';

export interface StartedEngine {
  readonly engine: LiveEngine;
  readonly report: StartReport;
}

export interface PreparedEngine {
  /** Resolves when the engine answers lists; rejects with the reason when it cannot start. Call it once. */
  start(identity: DeviceIdentity, options: StartOptions): Promise<StartedEngine>;
  /** Calls the listener while the start reads the journal at length. */
  onReplay(listener: (progress: ReplayProgress) => void): void;
  /** Calls the listener when rows turn out to be missing, soon after a start that looked whole. */
  onDamage(listener: () => void): void;
  /** Ends after the steps under way. */
  close(): Promise<void>;
}

/** The page's end of a new worker, which may still load: what it is told meanwhile waits in its port. */
export function prepareEngine(end: MessageEnd, desktop: Desktop): PreparedEngine {
  let damaged = () => {};
  let replayed = (_progress: ReplayProgress) => {};
  let reading: Reading = { isLocked: false, grants: [], notBefore: 0 };
  const listeners = new Set<(notice: ChangeNotice) => void>();
  const catalogue = new CatalogueCache((type) => entriesFrom(rpc, type));
  const rpc: RpcEnd = createRpc(end, {
    answer: async (method) => {
      throw new Error(`The page does not answer ${method}`);
    },
    hear: (event, data) => {
      if (event === 'damaged') damaged();
      if (event === 'replay') replayed(data as ReplayProgress);
      if (event === 'catalogue') followCatalogue(catalogue, data as CatalogueChange | null);
      if (event === 'change') hearChange(data as ChangeNotice);
    },
  });
  const hearChange = (notice: ChangeNotice): void => {
    if (notice.reading !== undefined) {
      reading = notice.reading;
      // What was read by way of the engine is what was shown then.
      catalogue.clear();
    }
    for (const listener of [...listeners]) listener(notice);
  };
  const methods = Object.fromEntries(
    engineMethods.map((method) => [method, (...args: unknown[]) => rpc.call(method, args)] as const),
  );
  let settled: Promise<unknown> = Promise.resolve();
  const engine = {
    ...methods,
    async apply(...args: unknown[]) {
      const answer = await rpc.call('apply', args);
      settled = rpc.call('settled', []).catch(() => {});
      return answer;
    },
    /** From the page's copy: nothing that grows with the library passes between the threads after a save. */
    async list(query: CatalogueQuery) {
      // What was just saved is on its way here: the change comes before this answer.
      await settled;
      // While the lease is over the engine alone knows what is shown ([LE2]).
      if (reading.isLocked || !isWholeList(query)) return methods['list']?.(query);
      return shownOf(reading, await catalogue.list(query));
    },
    setFlow: (flow: Flow) => void rpc.call('flow', [flow]),
    serveSearch: (port: MessagePort) => void rpc.call('serve-search', [port], [port]),
    onChange(listener: (notice: ChangeNotice) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as LiveEngine;
  return {
    async start(identity, options) {
      const port = desktop.enginePort();
      const report = (await rpc.call('start', [port, identity, options], [port])) as StartReport;
      reading = report.reading;
      // On its way while the first screen is drawn.
      void catalogue.list({ type: firstListed }).catch(() => {});
      return { engine, report };
    },
    onReplay(listener) {
      replayed = listener;
    },
    onDamage(listener) {
      damaged = listener;
    },
    async close() {
      await rpc.call('close', []);
    },
  };
}

/** A long list comes as it lies on the disk, and is read here: once, and by nobody on the way. */
async function entriesFrom(rpc: RpcEnd, type: string | null): Promise<CatalogueEntry[]> {
  const listed = async () => {
    return (await rpc.call('list', [{ withDeleted: true, ...(type === null ? {} : { type }) }])) as CatalogueEntry[];
  };
  if (type === null) return listed();
  const packed = (await rpc.call('catalogue', [type])) as PackedEntries;
  try {
    return readEntries(packed);
  } catch {
    // The worker meets the same damage, throws the pack away and gives what is left.
    return listed();
  }
}

/** The page's copy has what is on the disk; what may be shown of it is judged here as in the engine ([AR4]). */
function shownOf({ isLocked, grants, notBefore }: Reading, entries: readonly CatalogueEntry[]) {
  const shows = shownUnder(grants, isLocked ? 'over' : 'counts', () => Math.max(pageClock.now(), notBefore));
  return shows === null ? entries : entries.filter(({ scope, type }) => shows({ scope, type }));
}

/** What a list screen asks. Children of one record are few, and all children of all records need not come here. */
const isWholeList = (query: CatalogueQuery) => query.type !== undefined && query.parent === undefined;

function followCatalogue(catalogue: CatalogueCache, change: CatalogueChange | null): void {
  if (change === null) catalogue.clear();
  else catalogue.take(change);
}
