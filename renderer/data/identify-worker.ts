/** Makes the ids of packs, and rows of what stands alone in them, beside the engine's worker. */
// First of all: see there.
import './quiet-zod.ts';
import type { PackPlace } from '../../shared/protocol/pack.ts';
import { preparePack } from './packs/ready-pack.ts';
import { createRpc, type MessageEnd } from './worker-rpc.ts';

createRpc(self as unknown as MessageEnd, {
  answer: async (_method, [payload, place]) => preparePack(payload as Uint8Array, place as PackPlace),
});
