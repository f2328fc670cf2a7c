/** The search's source in one worker, asked from another. */
import { createRpc, type MessageEnd } from '../worker-rpc.ts';
import type { SearchSource } from './search-source.ts';

const methods = ['scopes', 'isLocked', 'ids', 'documents', 'place', 'changedSince'] as const;
type Method = (typeof methods)[number];

const isMethod = (name: string): name is Method => (methods as readonly string[]).includes(name);

/**
 * Answers on a port from now on.
 * @param indexKey For what the search keeps on the disk; it cannot be read, only used.
 */
export function serveSource(port: MessagePort, source: SearchSource, indexKey: CryptoKey | null): void {
  const rpc = createRpc(endOf(port), {
    async answer(method, args) {
      if (method === 'indexKey') return indexKey;
      if (!isMethod(method)) throw new Error(`The source of the search does not answer ${method}`);
      // The other end makes these calls from the same list, typed by the source.
      return (source[method] as (...args: unknown[]) => Promise<unknown>)(...args);
    },
  });
  source.onChange((notice) => rpc.tell('change', notice));
}

/** The source behind a port, and the key for what is kept of it; null without a vault. */
export function sourceBehind(port: MessagePort): SearchSource & { indexKey(): Promise<CryptoKey | null> } {
  const listeners: Parameters<SearchSource['onChange']>[0][] = [];
  const rpc = createRpc(endOf(port), {
    answer: async (method) => {
      throw new Error(`The search does not answer ${method}`);
    },
    hear: (event, data) => {
      if (event === 'change') for (const listener of listeners) listener(data as never);
    },
  });
  const asked = Object.fromEntries(
    methods.map((method) => [method, (...args: unknown[]) => rpc.call(method, args)] as const),
  );
  return {
    ...(asked as unknown as Pick<SearchSource, Method>),
    indexKey: async () => (await rpc.call('indexKey', [])) as CryptoKey | null,
    onChange: (listener) => void listeners.push(listener),
  };
}

/** A port says nothing until it is started. */
function endOf(port: MessagePort): MessageEnd {
  return {
    postMessage: (message, transfer) => port.postMessage(message, transfer),
    addEventListener(type, listener) {
      port.addEventListener(type, listener);
      port.start();
    },
  };
}
