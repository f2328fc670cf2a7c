/**
 * Threads for a first pull, beside the engine's: they read the packs that come next, which is nearly all of the work. Whoever
 * waits for a thread that ended, or that does not answer, goes on without it ([PK11]).
 */
import type { IdentifiedPack } from '../../shared/sync/identified-pack.ts';
import type { IdentifyPack } from '../../shared/sync/ports.ts';
import { after } from './after.ts';
import { createRpc } from './worker-rpc.ts';

/** The threads end when they had nothing to do for so long, in milliseconds. */
const idleFor = 10_000;

/** A thread that keeps a pack for so long, in milliseconds, will not answer: one takes well below a second. */
const answersWithin = 15_000;

/** More threads than that wait for the disk. */
const mostThreads = 3;

/** So many begin in place of others that failed, until nothing was asked for a while: what fails again is done without them. */
const mostReplaced = 2;

/** As many as there are cores, by which the engine's own thread, which waits mostly, has its turns too. */
const threadsHere = () => Math.min(mostThreads, navigator.hardwareConcurrency || 1);

/** Begins threads, workers on identify-worker.ts, when there are packs to identify: another one while all have something to do. */
export function createIdentifier(newWorker: () => Worker, most = threadsHere()): IdentifyPack {
  const threads: Thread[] = [];
  let begun = 0;
  let keep = () => {};
  const end = () => {
    begun = 0;
    for (const { worker } of threads.splice(0)) worker.terminate();
  };
  const rest = () => {
    keep();
    if (threads.every(({ open }) => open === 0)) keep = after(idleFor, end);
  };
  const lose = (thread: Thread) => {
    thread.worker.terminate();
    const at = threads.indexOf(thread);
    if (at >= 0) threads.splice(at, 1);
  };
  const next = () => {
    const [least] = threads.toSorted((a, b) => a.open - b.open);
    const mayBegin = threads.length < most && begun < most + mostReplaced;
    if (least !== undefined && (least.open === 0 || !mayBegin)) return least;
    if (!mayBegin) throw new Error('The threads failed');
    begun += 1;
    const thread = begin(newWorker(), lose);
    threads.push(thread);
    return thread;
  };
  return async (payload, place) => {
    keep();
    try {
      return await ask(next(), [payload, place]);
    } finally {
      rest();
    }
  };
}

interface Thread {
  readonly worker: Worker;
  readonly rpc: ReturnType<typeof createRpc>;
  /** Rejects when it failed. */
  readonly failed: Promise<never>;
  /** What is asked of it and not answered yet. */
  open: number;
  /** Counts it as failed. */
  fail(reason: unknown): void;
}

function begin(worker: Worker, lose: (thread: Thread) => void): Thread {
  let reject: (reason: unknown) => void = () => {};
  const failed = new Promise<never>((_resolve, rejected) => {
    reject = rejected;
  });
  failed.catch(() => {});
  const fail = (reason: unknown) => {
    reject(reason);
    lose(thread);
  };
  const thread: Thread = { worker, failed, rpc: createRpc(worker, { answer: async () => null }), open: 0, fail };
  // Its script is missing, it ran out of memory, or what it answered cannot be read.
  for (const event of ['error', 'messageerror']) worker.addEventListener(event, fail);
  return thread;
}

async function ask(thread: Thread, args: Parameters<IdentifyPack>): Promise<IdentifiedPack | null> {
  const isTooLate = () => thread.fail(new Error('A thread does not answer'));
  const answered = after(answersWithin, isTooLate);
  thread.open += 1;
  try {
    return (await Promise.race([thread.rpc.call('identify', args), thread.failed])) as IdentifiedPack | null;
  } finally {
    answered();
    thread.open -= 1;
  }
}
