/** The browser edition's host: the page does what only a page can, a worker keeps journal and key and talks to the hub. */
import { ok } from '../../shared/base/result.ts';
import type { HostEvent } from '../../shared/ipc/contract.ts';
import { workerAddress } from '../ui/trusted-types.ts';
import { downloadInBrowser, pickInBrowser } from './browser-files.ts';
import hostAddress from './browser-host-worker.ts?worker&url';
import { type Desktop, openElsewhere, readAnswer } from './desktop.ts';
import { createRpc } from './worker-rpc.ts';

/** Opens it. A second tab of the same browser is refused: one store has one writer. */
export async function openBrowserDesktop(): Promise<Desktop> {
  let isOnly = await holdAlone('waypost');
  // Without this the browser may drop the library when the disk runs low.
  void navigator.storage?.persist?.();
  const worker = new Worker(workerAddress(hostAddress), { type: 'module', name: 'host' });
  let ready = () => {};
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const rpc = createRpc(worker, {
    answer: async (method) => {
      throw new Error(`The page does not answer ${method}`);
    },
    hear: (event) => event === 'ready' && ready(),
  });
  const ask = async (channel: string, input: unknown): Promise<unknown> => {
    // Asked again each time: the other tab may be closed by now.
    isOnly ||= await holdAlone('waypost');
    if (!isOnly) throw new Error(openElsewhere);
    const own = inPage[channel];
    if (own !== undefined) return own(input as never);
    await isReady;
    return rpc.call(channel, [input]);
  };
  return {
    call: async (channel, input) => readAnswer(channel, await ask(channel, input)),
    onEvent: listenToBrowser,
  };
}

const inPage: Readonly<Record<string, (input: never) => unknown>> = {
  'app:about': () =>
    ok({ version: '', host: 'browser', platform: navigator.platform, languages: [...navigator.languages], label: '' }),
  'files:pick': pickInBrowser,
  'files:save': (input: Parameters<typeof downloadInBrowser>[0]) => {
    downloadInBrowser(input);
    return ok({ saved: true });
  },
  'print:pdf': () => {
    window.print();
    return ok({ saved: true });
  },
  'window:theme': () => ok({}),
};

/** Takes the lock of that name for as long as this page lives; false when another page has it. */
function holdAlone(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise(() => {});
    });
  });
}

function listenToBrowser(listener: (event: HostEvent) => void): () => void {
  const online = () => listener('online');
  // A page that comes back to the front may have slept with its machine.
  const visible = () => document.visibilityState === 'visible' && listener('resumed');
  window.addEventListener('online', online);
  document.addEventListener('visibilitychange', visible);
  return () => {
    window.removeEventListener('online', online);
    document.removeEventListener('visibilitychange', visible);
  };
}
