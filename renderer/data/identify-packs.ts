/** Threads for a first pull, beside the engine's: they read the packs that come next, which is nearly all of the work. */
import type { IdentifiedPack } from '../../shared/sync/identified-pack.ts';
import type { IdentifyPack } from '../../shared/sync/ports.ts';
import { after } from './after.ts';
import { createRpc } from './worker-rpc.ts';

/** The threads end when they had nothing to do for so long, in milliseconds. */
const idleFor = 10_000;

/** More threads than that wait for the disk. */
const mostThreads = 3;

/** As many as there are cores, by which the engine's own thread, which waits mostly, has its turns too. */
const threadsHere = () => Math.min(mostThreads, navigator.hardwareConcurrency || 1);

/** Begins threads, workers on identify-worker.ts, when there are packs to identify: another one while all have something to do. */
export function createIdentifier(newWorker: () => Worker, most = threadsHere()): IdentifyPack {
  const threads: ReturnType<typeof begin>[] = [];
  let keep = () => {};
  const end = () => {
    for (const { worker } of threads.splice(0)) worker.terminate();
  };
  const isIdle = () => threads.every(({ open }) => open === 0);
  const next = () => {
    const [least] = threads.toSorted((a, b) => a.open - b.open);
    if (least !== undefined && (least.open === 0 || threads.length >= most)) return least;
    const thread = begin(newWorker());
    threads.push(thread);
    return thread;
  };
  return async (payload, place) => {
    keep();
    const thread = next();
    thread.open += 1;
    try {
      return (await Promise.race([
        thread.rpc.call('identify', [payload, place]),
        thread.failed,
      ])) as IdentifiedPack | null;
    } finally {
      thread.open -= 1;
      if (isIdle()) keep = after(idleFor, end);
    }
  };
}

function begin(worker: Worker) {
  // Its script is missing, or it ran out of memory: whoever waits goes on without it.
  const failed = new Promise<never>((_resolve, reject) => worker.addEventListener('error', reject));
  failed.catch(() => {});
  return { worker, failed, rpc: createRpc(worker, { answer: async () => null }), open: 0 };
}
