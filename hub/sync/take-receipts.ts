/**
 * Taking receipts of purges ([SC5]) and of erasures ([ER7]): whose signature is good is kept for ever. Of a purged scope its
 * device has read nothing.
 */
import { fromHex } from '../../shared/base/bytes.ts';
import type { ScopeId } from '../../shared/base/ids.ts';
import { type ErasureReceipt, erasureReceiptDigest } from '../../shared/protocol/erasure-receipt.ts';
import { receiptDigest } from '../../shared/protocol/purge-receipt.ts';
import type { SyncRequest } from '../../shared/protocol/sync-request.ts';
import type { ExchangePorts } from './exchange-ports.ts';
import type { Device, HubIdentity, HubTransaction } from './hub-store.ts';

/** Takes the receipts that a device brought. Returns how many were new. */
export async function takeReceipts(
  tx: HubTransaction,
  { clock, verify }: ExchangePorts,
  {
    hub,
    device,
    readable,
  }: { readonly hub: HubIdentity; readonly device: Device; readonly readable: readonly ScopeId[] },
  receipts: NonNullable<SyncRequest['receipts']>,
): Promise<number> {
  if (receipts.length === 0) return 0;
  await tx.seeAlso(receipts.map(({ scope }) => scope));
  const here = new Set((await tx.scopes([...new Set(receipts.map(({ scope }) => scope))])).map(({ id }) => id));
  const good = receipts.filter(
    (one) =>
      here.has(one.scope) && verify(device.publicKey, receiptDigest(hub.id, device.id, one), fromHex(one.signature)),
  );
  const fresh = await tx.keepReceipts(good.map((one) => ({ ...one, device: device.id, receivedAt: clock.now() })));
  // A scope that was gained again meanwhile is being read: its cursor is said in the same request.
  const gone = fresh.filter(({ scope }) => !readable.includes(scope));
  await tx.saveCursors(
    device.id,
    gone.map(({ scope }) => ({ scope, seq: 0 })),
  );
  return fresh.length;
}

/** Takes the receipts of erasures that a device brought. Returns how many were new. */
export async function takeErasureReceipts(
  tx: HubTransaction,
  { clock, verify }: ExchangePorts,
  { hub, device }: { readonly hub: HubIdentity; readonly device: Device },
  receipts: readonly ErasureReceipt[],
): Promise<number> {
  if (receipts.length === 0) return 0;
  const scopes = [...new Set(receipts.map(({ scope }) => scope))];
  await tx.seeAlso(scopes);
  const here = new Set((await tx.scopes(scopes)).map(({ id }) => id));
  const good = receipts.filter(
    (one) =>
      here.has(one.scope) &&
      verify(device.publicKey, erasureReceiptDigest(hub.id, device.id, one), fromHex(one.signature)),
  );
  return tx.keepErasureReceipts(good.map((one) => ({ ...one, device: device.id, receivedAt: clock.now() })));
}
