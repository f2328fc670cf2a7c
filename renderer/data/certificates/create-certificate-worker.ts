import { workerAddress } from '../../ui/trusted-types.ts';
import address from './certificate-worker.ts?worker&url';

/** A new worker that prepares and checks certificates. */
export function createCertificateWorker(): Worker {
  return new Worker(workerAddress(address), { type: 'module', name: 'certificates' });
}
