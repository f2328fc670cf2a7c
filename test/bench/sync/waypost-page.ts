/** The page's side of waypost-worker.ts: hands the calls of the bench on. */
import { createRpc } from '../../../renderer/data/worker-rpc.ts';
import type { Peer } from './peer.ts';

// The worker reads from its own address whether it seals.
const worker = new Worker(`/worker.js${location.search}`, { type: 'module' });
const rpc = createRpc(worker, { answer: async () => null });
const methods = [
  'open',
  'sync',
  'edit',
  'mix',
  'count',
  'read',
  'readable',
  'damage',
  'purge',
] as const satisfies readonly (keyof Peer)[];

const peer = Object.fromEntries(methods.map((method) => [method, (...args: unknown[]) => rpc.call(method, args)]));
Object.assign(globalThis, { peer });
