import { workerAddress } from '../ui/trusted-types.ts';
import address from './engine-worker.ts?worker&url';

/** A new worker with the engine; it waits for its start message. */
export function createEngineWorker(): Worker {
  return new Worker(workerAddress(address), { type: 'module', name: 'engine' });
}
