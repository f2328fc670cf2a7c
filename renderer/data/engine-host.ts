/**
 * The engine's worker: the real engine on Dexie, with ports that forward to the page. It starts when it is told who the
 * device is, and never twice.
 */
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import { type Engine, startEngine } from '../../shared/sync/engine.ts';
import { type EngineMethod, engineMethods, type StartReport } from './engine-messages.ts';
import { createHostPorts } from './host-ports.ts';
import { openLibrary } from './open-library.ts';
import { createRpc, type MessageEnd, type RpcEnd } from './worker-rpc.ts';

const callable = new Set<string>(engineMethods);

/** Listens for the page. Says `ready` first: a worker loses what it is told before it listens. */
export function hostEngine(): void {
  let engine: Promise<Engine> | null = null;
  const rpc = createRpc(self as unknown as MessageEnd, {
    async answer(method, args) {
      if (method === 'start') {
        engine ??= start(rpc, args[0] as DeviceIdentity);
        const { started } = await engine;
        const { kind, operations, damaged } = started;
        return { kind, operations, damaged } satisfies StartReport;
      }
      if (engine === null || !callable.has(method)) throw new Error(`The engine does not answer ${method}`);
      const started = await engine;
      // The page's client makes these calls from the same list of methods, typed by the engine's API.
      return nameFullDisk(await (started[method as EngineMethod] as (...args: unknown[]) => Promise<unknown>)(...args));
    },
  });
  rpc.tell('ready', null);
}

async function start(rpc: RpcEnd, identity: DeviceIdentity): Promise<Engine> {
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
  return started.value;
}

/** The database says of a full disk only that it failed; its store found out why (dexie-store.ts). */
function nameFullDisk(answer: unknown): unknown {
  const { failure } = (answer ?? {}) as { failure?: { kind?: unknown; reason?: unknown } };
  const full = failure?.kind === 'store-failed' && failure.reason === 'disk-full';
  return full ? { ok: false, failure: { kind: 'disk-full' } } : answer;
}
