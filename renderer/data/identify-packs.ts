/** A second thread for a first pull: it makes the ids of the packs that come next, which is most of reading them. */
import type { IdentifyPack } from '../../shared/sync/ports.ts';
import { after } from './after.ts';
import { createRpc } from './worker-rpc.ts';

/** The thread ends when it had nothing to do for so long, in milliseconds. */
const idleFor = 10_000;

/** Begins the thread, a worker on identify-worker.ts, when there is something to identify. */
export function createIdentifier(newWorker: () => Worker): IdentifyPack {
  let thread: ReturnType<typeof begin> | null = null;
  let open = 0;
  let keep = () => {};
  const end = () => {
    thread?.worker.terminate();
    thread = null;
  };
  return async (payload, place) => {
    keep();
    thread ??= begin(newWorker());
    open += 1;
    try {
      return (await Promise.race([thread.rpc.call('identify', [payload, place]), thread.failed])) as Uint8Array | null;
    } finally {
      open -= 1;
      if (open === 0) keep = after(idleFor, end);
    }
  };
}

function begin(worker: Worker) {
  // Its script is missing, or it ran out of memory: whoever waits goes on without it.
  const failed = new Promise<never>((_resolve, reject) => worker.addEventListener('error', reject));
  failed.catch(() => {});
  return { worker, failed, rpc: createRpc(worker, { answer: async () => null }) };
}
