/**
 * Other threads for certificates: what a stranger's file costs to check, and a thousand to prepare or to draw, does not hold up the page.
 * Two at most: the laptops of the field have two cores.
 */
import { after } from '../after.ts';
import { createRpc } from '../worker-rpc.ts';
import type { CertificateWork } from './certificate-work.ts';

/** The threads end when they had nothing to do for so long, in milliseconds. */
const idleFor = 20_000;

const mostThreads = 2;

type Call = (method: string, args: readonly unknown[], transfer?: Transferable[]) => Promise<unknown>;

interface Thread {
  readonly begun: Promise<{ readonly call: Call; end(): void }>;
  /** Questions that it has not answered yet. */
  open: number;
}

let threads: Thread[] = [];
let keep = () => {};

const ask: Call = async (method, args, transfer) => {
  keep();
  const thread = freeThread();
  thread.open += 1;
  try {
    return await (await thread.begun).call(method, args, transfer);
  } finally {
    thread.open -= 1;
    if (threads.every(({ open }) => open === 0)) keep = after(idleFor, end);
  }
};

/** One with nothing to do, a new one, or the one with the least. */
function freeThread(): Thread {
  const [least] = [...threads].sort((a, b) => a.open - b.open);
  if (least !== undefined && (least.open === 0 || threads.length >= mostThreads)) return least;
  const thread: Thread = { begun: begin(), open: 0 };
  threads.push(thread);
  // One that did not begin is not asked again.
  thread.begun.catch(() => {
    threads = threads.filter((other) => other !== thread);
  });
  return thread;
}

function end(): void {
  for (const { begun } of threads) void begun.then((thread) => thread.end());
  threads = [];
}

async function begin() {
  const { createCertificateWorker } = await import('./create-certificate-worker.ts');
  const worker = createCertificateWorker();
  const failed = new Promise<never>((_resolve, reject) => worker.addEventListener('error', reject));
  failed.catch(() => {});
  const rpc = createRpc(worker, { answer: async () => null });
  return {
    call: (...asked: Parameters<Call>) => Promise.race([rpc.call(...asked), failed]),
    end: () => worker.terminate(),
  };
}

const onThread: CertificateWork = {
  prepare: async (...args) => (await ask('prepare', args)) as Awaited<ReturnType<CertificateWork['prepare']>>,
  prepareList: async (...args) =>
    (await ask('prepareList', args)) as Awaited<ReturnType<CertificateWork['prepareList']>>,
  about: async (...args) => (await ask('about', args)) as Awaited<ReturnType<CertificateWork['about']>>,
  encodePng: async (drawn) => (await ask('encodePng', [drawn], [drawn])) as Uint8Array,
  check: async (...args) => (await ask('check', args)) as Awaited<ReturnType<CertificateWork['check']>>,
};

/** The work on the thread; on this one where there are no others, as in tests of screens. */
export async function openCertificateWork(): Promise<CertificateWork> {
  if (typeof Worker !== 'undefined') return onThread;
  return (await import('./certificate-work.ts')).certificateWork;
}
