/** How far erasures are, for whoever looks after their scopes ([ER7]): which laptops said under their key that they hold nothing of it. */
import type { ScopeId } from '../../shared/base/ids.ts';
import type { ErasureGlance } from '../../shared/protocol/network-glance.ts';
import { devicesOf } from '../coordinator/read-network.ts';
import type { HubTransaction } from '../sync/hub-store.ts';

/** The latest ones, and laptops of each, that an answer names. */
const most = { erasures: 100, laptops: 100 };

/** The erasures in these scopes, latest first; absent when there are none. */
export async function erasuresFor(
  tx: HubTransaction,
  scopes: readonly ScopeId[],
): Promise<{ readonly erasures?: ErasureGlance[] }> {
  const all = await tx.erasuresIn(scopes);
  if (all.length === 0) return {};
  const devices = await devicesOf(tx, scopes);
  const read = new Set(
    (await tx.cursors()).flatMap(({ device, scope, seq }) => (seq > 0 ? [`${device} ${scope}`] : [])),
  );
  const receipts = new Set((await tx.erasureReceipts(scopes)).map(({ device, erasure }) => `${device} ${erasure}`));
  const erasures = [...all]
    .reverse()
    .slice(0, most.erasures)
    .map(({ id: erasure, scope, at }): ErasureGlance => {
      const done = devices.filter(({ id }) => receipts.has(`${id} ${erasure}`));
      // Who has read nothing of the scope, or said that it holds it no more, has nothing to erase.
      const outstanding = devices.filter(({ id }) => read.has(`${id} ${scope}`) && !receipts.has(`${id} ${erasure}`));
      const laptops = outstanding.slice(0, most.laptops).map(({ name, lastContact, revokedAt }) => {
        return { name, lastContact, ...(revokedAt === null ? {} : { revoked: true }) };
      });
      return { erasure, scope, at, done: done.length, outstanding: outstanding.length, laptops };
    });
  return { erasures };
}
