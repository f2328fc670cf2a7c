import { revocationsPerMessage } from '../../shared/protocol/revocation.ts';
import type { SyncReply } from '../../shared/protocol/sync-reply.ts';
import type { HubTransaction } from '../sync/hub-store.ts';

/** What was revoked since a device was last told; nothing for one that does not ask, or has heard it all ([RV4]). */
export async function giveRevocations(
  tx: HubTransaction,
  after: number | undefined,
): Promise<Pick<SyncReply, 'revocations'>> {
  if (after === undefined) return {};
  const placed = await tx.revocationsAfter(after, revocationsPerMessage);
  const last = placed.at(-1);
  if (last === undefined) return {};
  return { revocations: { to: last.place, statements: placed.map(({ statement }) => statement) } };
}
