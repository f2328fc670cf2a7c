/** Prepares and checks certificates beside the page. */
// First of all: see there.
import '../quiet-zod.ts';
import { createRpc, type MessageEnd } from '../worker-rpc.ts';
import { type CertificateWork, certificateWork } from './certificate-work.ts';

createRpc(self as unknown as MessageEnd, {
  async answer(method, args) {
    if (!Object.hasOwn(certificateWork, method)) throw new Error(`Nothing here does ${method}`);
    const work = certificateWork[method as keyof CertificateWork] as (...given: readonly unknown[]) => Promise<unknown>;
    return work(...args);
  },
});
