/** The browser edition's host: the page does what only a page can, a worker keeps journal and key and talks to the hub. */
import { fail, ok } from '../../shared/base/result.ts';
import { type HostEvent, hostEventSchema, type Output } from '../../shared/ipc/contract.ts';
import { workerAddress } from '../ui/trusted-types.ts';
import { downloadInBrowser, pickInBrowser } from './browser-files.ts';
import hostAddress from './browser-host-worker.ts?worker&url';
import { type Desktop, openElsewhere, readAnswer } from './desktop.ts';
import { createRpc, type RpcEnd } from './worker-rpc.ts';

/** Opens it. A second tab of the same browser is refused: one store has one writer. */
export function openBrowserDesktop(): Desktop {
  const isAlone = createLock('waypost');
  // Without this the browser may drop the library when the disk runs low.
  void navigator.storage?.persist?.();
  let host: Promise<RpcEnd> | null = null;
  const listeners = new Set<(event: HostEvent) => void>();
  const hear = (event: HostEvent) => {
    for (const listener of [...listeners]) listener(event);
  };
  // Not before this tab is the only one: the files that another tab holds cannot be opened.
  const reachHost = async (): Promise<RpcEnd> => {
    if (!(await isAlone())) throw new Error(openElsewhere);
    host ??= openHost(hear);
    return host;
  };
  const ask = async (channel: string, input: unknown): Promise<unknown> => {
    const own = inPage[channel];
    return own === undefined ? (await reachHost()).call(channel, [input]) : own(input as never);
  };
  return {
    call: async (channel, input) => readAnswer(channel, await ask(channel, input)),
    enginePort() {
      const { port1, port2 } = new MessageChannel();
      void reachHost().then((rpc) => rpc.call('engine-port', [port2], [port2]));
      return port1;
    },
    onEvent(listener) {
      listeners.add(listener);
      const stop = listenToBrowser(listener);
      return () => {
        listeners.delete(listener);
        stop();
      };
    },
  };
}

/** Starts the host's worker; resolves when it listens. */
function openHost(hear: (event: HostEvent) => void): Promise<RpcEnd> {
  const worker = new Worker(workerAddress(hostAddress), { type: 'module', name: 'host' });
  return new Promise((resolve) => {
    const rpc = createRpc(worker, {
      answer: async (method) => {
        throw new Error(`The page does not answer ${method}`);
      },
      hear(event, data) {
        if (event === 'ready') return resolve(rpc);
        const known = hostEventSchema.safeParse(data);
        if (event === 'event' && known.success) hear(known.data);
      },
    });
  });
}

/** A browser keeps no secret from whoever reads its disk. */
const noVault: Output<'vault:status'> = {
  state: 'impossible',
  waitMs: 0,
  trouble: null,
  ways: [],
  name: null,
  quick: 'impossible',
  quickUntil: null,
  custodians: [],
  idleMinutes: 0,
};

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
  // A browser lets no page do that.
  'window:protect': () => ok({}),
  'window:theme': () => ok({}),
  // A page that a hub served has met its hub.
  'identity:request': () => fail({ kind: 'vault-needed' }),
  'identity:join': () => fail({ kind: 'vault-needed' }),
  // A page has no lines of its own.
  'room:open': () => fail({ kind: 'room-impossible' }),
  'room:close': () => ok({}),
  'room:found': () => ok({ addresses: [] }),
  'vault:status': () => ok(noVault),
  // A browser has the one profile that its own user has.
  'profiles:list': () => ok({ profiles: [] }),
  'profiles:leave': () => ok({}),
  'profiles:remove': () => ok({}),
  'wipe:status': () => ok({ sealed: 'none', wiped: null, left: [] }),
  // It has no other page to show, and no copy that would be left.
  'wipe:begin': () => fail({ kind: 'journal-unwritable', reason: 'a browser is not wiped' }),
  'backup:save': () => fail({ kind: 'vault-needed' }),
  'backup:last': () => ok({ at: null }),
  'backup:put-back': () => ok({ opened: false }),
};

/** How long a tab that was just closed, or a page before its reload, may still hold the lock, in milliseconds. */
const RELEASED_WITHIN = 2_000;

/** Asks for the lock until it is held: the other tab may be closed by the next time. Calls at once share one answer. */
function createLock(name: string): () => Promise<boolean> {
  let held: Promise<boolean> | null = null;
  return () => {
    held ??= holdAlone(name).then((got) => {
      if (!got) held = null;
      return got;
    });
    return held;
  };
}

/** Takes the lock of that name for as long as this page lives; false when another page has it and keeps it. */
function holdAlone(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const taken = navigator.locks.request(name, { signal: AbortSignal.timeout(RELEASED_WITHIN) }, () => {
      resolve(true);
      return new Promise(() => {});
    });
    taken.catch(() => resolve(false));
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
