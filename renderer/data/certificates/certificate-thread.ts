/** A second thread for certificates: what a stranger's file costs to check, and a thousand to prepare, does not hold up the page. */
import { after } from '../after.ts';
import { createRpc } from '../worker-rpc.ts';
import type { CertificateWork } from './certificate-work.ts';

/** The thread ends when it had nothing to do for so long, in milliseconds. */
const idleFor = 20_000;

type Call = (method: string, args: readonly unknown[]) => Promise<unknown>;

let thread: { readonly call: Call; end(): void } | null = null;
let open = 0;
let keep = () => {};

const ask: Call = async (method, args) => {
  keep();
  thread ??= await begin();
  open += 1;
  try {
    return await thread.call(method, args);
  } finally {
    open -= 1;
    if (open === 0) keep = after(idleFor, end);
  }
};

function end(): void {
  thread?.end();
  thread = null;
}

async function begin() {
  const { createCertificateWorker } = await import('./create-certificate-worker.ts');
  const worker = createCertificateWorker();
  const failed = new Promise<never>((_resolve, reject) => worker.addEventListener('error', reject));
  failed.catch(() => {});
  const rpc = createRpc(worker, { answer: async () => null });
  return {
    call: (method: string, args: readonly unknown[]) => Promise.race([rpc.call(method, args), failed]),
    end: () => worker.terminate(),
  };
}

const onThread: CertificateWork = {
  prepare: async (...args) => (await ask('prepare', args)) as Awaited<ReturnType<CertificateWork['prepare']>>,
  prepareList: async (...args) =>
    (await ask('prepareList', args)) as Awaited<ReturnType<CertificateWork['prepareList']>>,
  about: async (...args) => (await ask('about', args)) as Awaited<ReturnType<CertificateWork['about']>>,
  check: async (...args) => (await ask('check', args)) as Awaited<ReturnType<CertificateWork['check']>>,
};

/** The work on the thread; on this one where there are no others, as in tests of screens. */
export async function openCertificateWork(): Promise<CertificateWork> {
  if (typeof Worker !== 'undefined') return onThread;
  return (await import('./certificate-work.ts')).certificateWork;
}
