/** Makes the ids of packs, beside the engine's worker. */
// First of all: see there.
import './quiet-zod.ts';
import { identifyPack, type PackPlace } from '../../shared/protocol/pack.ts';
import { createRpc, type MessageEnd } from './worker-rpc.ts';

createRpc(self as unknown as MessageEnd, {
  answer: async (_method, [payload, place]) => identifyPack(payload as Uint8Array, place as PackPlace),
});
