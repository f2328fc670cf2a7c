/** The page's side of the search, wherever it runs. */
import type { Found, SearchOptions } from '../../../shared/domain/search/found.ts';
import { workerAddress } from '../../ui/trusted-types.ts';
import type { LiveEngine } from '../live-engine.ts';
import { createRpc } from '../worker-rpc.ts';
import address from './search.worker.ts?worker&url';
import type { SearchNews } from './search-service.ts';

export interface SearchPort {
  find(query: string, options: SearchOptions): Promise<Found>;
}

/**
 * Search in a worker of its own, so that a large index never delays a key press; it reads the store from the engine's
 * worker over a channel between the two. In the page where there are no workers or the engine is in the page.
 */
export function createSearchPort(engine: LiveEngine, name: string, tell: (news: SearchNews) => void): SearchPort {
  const { serveSearch } = engine;
  if (typeof Worker === 'undefined' || serveSearch === undefined) return createPagePort(engine, name, tell);
  const worker = new Worker(workerAddress(address), { type: 'module', name: 'search' });
  let isReady = () => {};
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  const rpc = createRpc(worker, {
    answer: async (method) => {
      throw new Error(`The page does not answer ${method}`);
    },
    hear: (event, news) => (event === 'ready' ? isReady() : tell(news as SearchNews)),
  });
  const { port1, port2 } = new MessageChannel();
  serveSearch(port1);
  const started = ready.then(() => rpc.call('start', [name, port2], [port2]));
  return {
    async find(query, options) {
      await started;
      return (await rpc.call('find', [query, options])) as Found;
    },
  };
}

function createPagePort(engine: LiveEngine, name: string, tell: (news: SearchNews) => void): SearchPort {
  const keeper = Promise.all([import('./search-service.ts'), import('./search-source.ts')]).then(
    ([{ startKeeper }, { createSearchSource }]) => startKeeper(createSearchSource(engine), name, tell),
  );
  return {
    async find(query, options) {
      const running = await keeper;
      await running.ready;
      return running.find(query, options);
    },
  };
}
