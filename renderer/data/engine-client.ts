/** The page's side of the engine worker: the engine's API over messages, and the host's channels for the worker. */

import type { CatalogueEntry, CatalogueQuery } from '../../shared/domain/catalogue.ts';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import type { ChangeNotice } from '../../shared/sync/engine-api.ts';
import { CatalogueCache, type CatalogueChange } from './catalogue-cache.ts';
import type { Desktop } from './desktop.ts';
import { engineMethods, type HostChannel, hostChannels, type StartReport } from './engine-messages.ts';
import type { LiveEngine } from './live-engine.ts';
import { createRpc, Handover, type MessageEnd, ownBuffer, type RpcEnd } from './worker-rpc.ts';

export interface StartedEngine {
  readonly engine: LiveEngine;
  readonly report: StartReport;
}

export interface PreparedEngine {
  /** Resolves when the engine answers lists; rejects with the reason when it cannot start. Call it once. */
  start(identity: DeviceIdentity): Promise<StartedEngine>;
}

/** Listens to a new worker at once, so that it loads while nobody knows yet who this device is. */
export function prepareEngine(end: MessageEnd, desktop: Desktop): PreparedEngine {
  let ready = () => {};
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const listeners = new Set<(notice: ChangeNotice) => void>();
  const catalogue = new CatalogueCache(
    async (type) =>
      (await rpc.call('list', [{ withDeleted: true, ...(type === null ? {} : { type }) }])) as CatalogueEntry[],
  );
  const rpc: RpcEnd = createRpc(end, {
    answer: (method, args) => askHost(desktop, method, args[0]),
    hear: (event, data) => {
      if (event === 'ready') ready();
      if (event === 'catalogue') followCatalogue(catalogue, data as CatalogueChange | null);
      if (event === 'change') for (const listener of [...listeners]) listener(data as ChangeNotice);
    },
  });
  const methods = Object.fromEntries(
    engineMethods.map((method) => [method, (...args: unknown[]) => rpc.call(method, args)] as const),
  );
  const engine = {
    ...methods,
    /** From the page's copy: nothing that grows with the library passes between the threads after a save. */
    list: (query: CatalogueQuery) => (isWholeList(query) ? catalogue.list(query) : methods['list']?.(query)),
    serveSearch: (port: MessagePort) => void rpc.call('serve-search', [port], [port]),
    onChange(listener: (notice: ChangeNotice) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as LiveEngine;
  return {
    async start(identity) {
      await isReady;
      return { engine, report: (await rpc.call('start', [identity])) as StartReport };
    },
  };
}

/** What a list screen asks. Children of one record are few, and all children of all records need not come here. */
const isWholeList = (query: CatalogueQuery) => query.type !== undefined && query.parent === undefined;

function followCatalogue(catalogue: CatalogueCache, change: CatalogueChange | null): void {
  if (change === null) catalogue.clear();
  else catalogue.take(change);
}

/** Only what the engine's ports need: the worker cannot open dialogs or enrol. */
async function askHost(desktop: Desktop, method: string, input: unknown): Promise<unknown> {
  if (!hostChannels.includes(method as HostChannel)) throw new Error(`The engine may not ask the host for ${method}`);
  const result = await desktop.call(method as HostChannel, input as never);
  const bytes = Object.values(result.ok ? result.value : {}).find((value) => value instanceof Uint8Array);
  return bytes === undefined ? result : new Handover(result, ownBuffer(bytes as Uint8Array));
}
