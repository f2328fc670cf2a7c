import { workerAddress } from '../ui/trusted-types.ts';
import address from './identify-worker.ts?worker&url';

/** A new worker that identifies packs. */
export function createIdentifyWorker(): Worker {
  return new Worker(workerAddress(address), { type: 'module', name: 'identify' });
}
