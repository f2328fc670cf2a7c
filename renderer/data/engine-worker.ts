/**
 * The engine's worker: the real engine on Dexie, with ports that forward to the page. It starts when it is told who the
 * device is, and never twice.
 */
import { config } from 'zod';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import { type Engine, startEngine } from '../../shared/sync/engine.ts';
import { type EngineMethod, engineMethods, type StartReport } from './engine-messages.ts';
import { createHostPorts } from './host-ports.ts';
import { openLibrary } from './open-library.ts';
import { createRpc, type MessageEnd } from './worker-rpc.ts';

config({ jitless: true }); // zod would probe `eval`, which the policy reports as a violation

let engine: Promise<Engine> | null = null;
const callable = new Set<string>(engineMethods);

const rpc = createRpc(self as unknown as MessageEnd, {
  async answer(method, args) {
    if (method === 'start') return begin(args[0] as DeviceIdentity);
    if (engine === null || !callable.has(method)) throw new Error(`The engine does not answer ${method}`);
    const started = await engine;
    // The page's client makes these calls from the same list of methods, typed by the engine's API.
    return (started[method as EngineMethod] as (...args: unknown[]) => Promise<unknown>)(...args);
  },
});

async function begin(identity: DeviceIdentity): Promise<StartReport> {
  engine ??= start(identity);
  const { started } = await engine;
  return { kind: started.kind, operations: started.operations };
}

async function start(identity: DeviceIdentity): Promise<Engine> {
  const { journal, transport, signer } = createHostPorts(rpc);
  const store = await openLibrary(identity.device, journal);
  const clock = { now: () => Date.now() };
  const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
  const started = await startEngine({ store, journal, transport, signer, clock, random, identity });
  if (!started.ok) {
    const { failure } = started;
    throw new Error('reason' in failure ? `${failure.kind}: ${failure.reason}` : failure.kind);
  }
  started.value.onChange((notice) => rpc.tell('change', notice));
  return started.value;
}
