/** What runs behind the page, in a worker where there are workers: a keeper of indexes, asked by messages. */
import type { Found, SearchOptions } from '../../../shared/domain/search/found.ts';
import { vaultSealer } from '../vault-seal.ts';
import { createRpc, type MessageEnd } from '../worker-rpc.ts';
import { type FillProgress, SearchKeeper } from './search-keeper.ts';
import type { SearchSource } from './search-source.ts';
import { checksumSealer, createSnapshotStore, type SnapshotSealer } from './snapshot-store.ts';
import { sourceBehind } from './source-over-port.ts';

/** Milliseconds between two times that the page hears of a change: it asks again what it shows. */
const changeGap = 150;

/** What the page is told. */
export type SearchNews =
  | { readonly kind: 'changed' }
  | ({ readonly kind: 'filling' } & FillProgress)
  /** Everything of the start is in the index. */
  | { readonly kind: 'filled' }
  /** The store could not be read to its end: what was read is found. */
  | { readonly kind: 'unfilled' };

/**
 * A keeper that tells its news no more often than a screen wants to hear it.
 * @param name Of the database for snapshots: random, never a word of what is in it.
 */
export function startKeeper(
  source: SearchSource,
  name: string,
  tell: (news: SearchNews) => void,
  sealer: SnapshotSealer = checksumSealer,
): SearchKeeper {
  let isDue = false;
  const keeper = new SearchKeeper({
    source,
    store: createSnapshotStore(name),
    sealer,
    onChange: () => {
      if (isDue) return;
      isDue = true;
      setTimeout(() => {
        isDue = false;
        tell({ kind: 'changed' });
      }, changeGap);
    },
    onFill: (progress) => tell({ kind: 'filling', ...progress }),
  });
  keeper.filled.then(
    () => tell({ kind: 'filled' }),
    () => tell({ kind: 'unfilled' }),
  );
  return keeper;
}

/** Answers the page on its end of the worker. */
export function hostSearch(end: MessageEnd): void {
  let keeper: SearchKeeper | null = null;
  const rpc = createRpc(end, {
    async answer(method, args) {
      if (method === 'start') {
        const [name, port] = args as [string, MessagePort];
        const source = sourceBehind(port);
        const key = await source.indexKey();
        const sealer = key === null ? checksumSealer : vaultSealer(key);
        keeper ??= startKeeper(source, name, (news) => rpc.tell('news', news), sealer);
        return null;
      }
      if (method !== 'find' || keeper === null) throw new Error(`The search does not answer ${method}`);
      await keeper.ready;
      const [query, options] = args as [string, SearchOptions];
      return keeper.find(query, options) satisfies Found;
    },
  });
  rpc.tell('ready', null);
}
