/**
 * The engine's worker: the real engine on Dexie, with ports that forward to the page. It starts when it is told who the
 * device is, and never twice.
 */
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import { changedSince, placeOf, type StorePlace } from '../../shared/sync/changed-since.ts';
import { type Engine, startEngine } from '../../shared/sync/engine.ts';
import { type EngineMethod, engineMethods, type StartReport } from './engine-messages.ts';
import { createHostPorts } from './host-ports.ts';
import { openLibrary } from './open-library.ts';
import { createSearchSource, type SearchSource } from './search/search-source.ts';
import { serveSource } from './search/source-over-port.ts';
import { createRpc, type MessageEnd, type RpcEnd } from './worker-rpc.ts';

const callable = new Set<string>(engineMethods);

/** Listens for the page. Says `ready` first: a worker loses what it is told before it listens. */
export function hostEngine(): void {
  let opened: Promise<Opened> | null = null;
  const rpc = createRpc(self as unknown as MessageEnd, {
    async answer(method, args) {
      if (method === 'start') {
        opened ??= start(rpc, args[0] as DeviceIdentity);
        const { started } = (await opened).engine;
        const { kind, operations, damaged } = started;
        return { kind, operations, damaged } satisfies StartReport;
      }
      if (opened === null) throw new Error(`The engine does not answer ${method} before it is started`);
      const { engine, source } = await opened;
      if (method === 'serve-search') return serveSource(args[0] as MessagePort, source);
      if (!callable.has(method)) throw new Error(`The engine does not answer ${method}`);
      // The page's client makes these calls from the same list of methods, typed by the engine's API.
      return nameFullDisk(await (engine[method as EngineMethod] as (...args: unknown[]) => Promise<unknown>)(...args));
    },
  });
  rpc.tell('ready', null);
}

interface Opened {
  readonly engine: Engine;
  /** What the search reads of it. */
  readonly source: SearchSource;
}

async function start(rpc: RpcEnd, identity: DeviceIdentity): Promise<Opened> {
  const { journal, transport, signer } = createHostPorts(rpc);
  const store = await openLibrary(identity.device, journal);
  const clock = { now: () => Date.now() };
  const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
  const started = await startEngine({ store, journal, transport, signer, clock, random, identity });
  // The page answers its lists from a copy of the catalogue: after each save it hears what changed, not everything.
  store.onCatalogue((change) => rpc.tell('catalogue', change));
  if (!started.ok) {
    const { failure } = started;
    throw new Error('reason' in failure ? `${failure.kind}: ${failure.reason}` : failure.kind);
  }
  started.value.onChange((notice) => rpc.tell('change', notice));
  const history = {
    place: () => placeOf(store),
    changedSince: (from: StorePlace) => changedSince(store, journal, from),
  };
  return { engine: started.value, source: createSearchSource(started.value, history) };
}

/** The database says of a full disk only that it failed; its store found out why (dexie-store.ts). */
function nameFullDisk(answer: unknown): unknown {
  const { failure } = (answer ?? {}) as { failure?: { kind?: unknown; reason?: unknown } };
  const full = failure?.kind === 'store-failed' && failure.reason === 'disk-full';
  return full ? { ok: false, failure: { kind: 'disk-full' } } : answer;
}
