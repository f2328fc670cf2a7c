/**
 * How far a device has read, as its request says it: every cursor, or all of them folded into one value that must agree
 * with what the hub noted when it answered last ([VR2]). What a device holds is compared with what was said, up to there.
 */
import type { ScopeId } from '../../shared/base/ids.ts';
import { foldReadings } from '../../shared/protocol/digest.ts';
import type { SyncReply } from '../../shared/protocol/sync-reply.ts';
import type { SyncRequest } from '../../shared/protocol/sync-request.ts';
import { retiredSince } from '../network/retired.ts';
import type { ExchangePorts } from './exchange-ports.ts';
import type { Device, HubTransaction, Mark, ScopePosition } from './hub-store.ts';

type Cursors = SyncRequest['cursors'];

/**
 * The cursors of a request. Null when it must be told them: they were folded and are not those that the hub noted, or the
 * device was retired and the hub goes by nothing that it noted of it.
 */
export async function readCursors(
  tx: HubTransaction,
  { clock, retireAfter }: Pick<ExchangePorts, 'clock' | 'retireAfter'>,
  device: Device,
  { cursors, readings }: Pick<SyncRequest, 'cursors' | 'readings'>,
  readable: readonly ScopeId[],
): Promise<Cursors | null> {
  if (readings === undefined) return cursors;
  // Of one that comes back nothing is believed but what it says itself ([DV5]).
  if (retiredSince(device, clock.now(), retireAfter) !== null) return null;
  const noted = (await tx.cursorsOf(device.id)).filter(({ scope, seq }) => seq > 0 && readable.includes(scope));
  const ends = new Map((await tx.positions(readable)).map((position) => [position.scope, position]));
  const said: (Cursors[number] & Mark)[] = [];
  for (const { scope, seq } of noted) {
    const mark = await markOf(tx, ends.get(scope), { scope, seq });
    if (mark === null) return null;
    said.push({ scope, seq, chain: mark.chain, digest: mark.digest });
  }
  return foldReadings(said) === readings ? said : null;
}

/** Scopes of which the device holds something else than what was said up to its cursor ([VR3]). */
export async function compareDigests(
  tx: HubTransaction,
  cursors: Cursors,
  readable: readonly ScopeId[],
): Promise<NonNullable<SyncReply['differs']>> {
  const differs: NonNullable<SyncReply['differs']> = [];
  for (const { scope, seq, chain, digest } of cursors) {
    if (digest === undefined || !readable.includes(scope)) continue;
    const mark = await markOf(tx, undefined, { scope, seq });
    // A cursor of another history is read again from the beginning anyway ([SY6]).
    if (mark === null || mark.chain !== chain || mark.digest === digest) continue;
    differs.push({ scope, seq, digest: mark.digest });
  }
  return differs;
}

/** The mark at a place; null beyond the scope's end. Most devices stand at the end, which is known already. */
async function markOf(
  tx: HubTransaction,
  end: ScopePosition | undefined,
  { scope, seq }: { readonly scope: ScopeId; readonly seq: number },
): Promise<Mark | null> {
  if (end?.seq === seq) return end;
  return (await tx.marks(scope, [seq])).get(seq) ?? null;
}
