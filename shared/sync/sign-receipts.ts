/** Signed word of what this device took away, for the hub ([SC5], [ER7]). */
import { toHex } from '../base/bytes.ts';
import type { DeviceIdentity } from '../domain/identity.ts';
import { type ErasureReceipt, erasureReceiptDigest } from '../protocol/erasure-receipt.ts';
import { type PurgeReceipt, receiptDigest } from '../protocol/purge-receipt.ts';
import { receiptsPerRequest } from '../protocol/sync-request.ts';
import type { EngineCore } from './engine-core.ts';
import { erasuresToReceipt } from './erase-bodies.ts';
import { owesReceipt } from './purge.ts';

/** The receipts that may be given and that the hub has not answered for ([SC5]). */
export async function signReceipts(
  { ports: { signer }, memory }: EngineCore,
  { hub, device }: DeviceIdentity,
): Promise<PurgeReceipt[]> {
  const receipts: PurgeReceipt[] = [];
  for (const { scope, at } of memory.purges.filter(owesReceipt).slice(0, receiptsPerRequest)) {
    const signature = toHex(await signer.sign(receiptDigest(hub, device, { scope, at })));
    receipts.push({ scope, at, signature });
  }
  return receipts;
}

/** The receipts of erasures that may be given and that the hub has not answered for ([ER7]). */
export async function signErasureReceipts(
  core: EngineCore,
  { hub, device }: DeviceIdentity,
): Promise<ErasureReceipt[]> {
  const receipts: ErasureReceipt[] = [];
  for (const { id, scope, scrubbed } of erasuresToReceipt(core).slice(0, receiptsPerRequest)) {
    const said = { scope, erasure: id, at: scrubbed?.at ?? 0 };
    receipts.push({ ...said, signature: toHex(await core.ports.signer.sign(erasureReceiptDigest(hub, device, said))) });
  }
  return receipts;
}
