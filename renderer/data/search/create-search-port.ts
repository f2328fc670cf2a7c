import { workerAddress } from '../../ui/trusted-types.ts';
import address from './search.worker.ts?worker&url';
import type { SearchPort } from './search-port.ts';
import { createSearchService, type SearchAnswer } from './search-service.ts';

/** Search in a worker of its own, so that a large index never delays a key press; in the page where there are none. */
export function createSearchPort(): SearchPort {
  return typeof Worker === 'undefined' ? createPagePort() : createWorkerPort();
}

function createWorkerPort(): SearchPort {
  const worker = new Worker(workerAddress(address), { type: 'module', name: 'search' });
  const port: SearchPort = { post: (message) => worker.postMessage(message), onAnswer: () => {} };
  worker.onmessage = ({ data }: MessageEvent<SearchAnswer>) => port.onAnswer(data);
  return port;
}

function createPagePort(): SearchPort {
  const service = createSearchService();
  const port: SearchPort = {
    onAnswer: () => {},
    post(message) {
      const answer = service(message);
      if (answer !== null) queueMicrotask(() => port.onAnswer(answer));
    },
  };
  return port;
}
