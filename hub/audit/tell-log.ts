/** What a device is told of the log, and what it brings back signed ([AL3], [AL4]). */
import { toHex } from '../../shared/base/bytes.ts';
import { isCosigned } from '../../shared/protocol/log/checkpoint-note.ts';
import { consistencyRanges, hashOf, nodesOf } from '../../shared/protocol/log/merkle.ts';
import type { SyncReply } from '../../shared/protocol/sync-reply.ts';
import type { SyncRequest } from '../../shared/protocol/sync-request.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { Device, HubIdentity, HubTransaction } from '../sync/hub-store.ts';
import { nodeReader, signCheckpoint } from './follow-log.ts';

/** Keeps what a device cosigned, when it is what this hub signed. */
export async function takeCosignature(
  tx: HubTransaction,
  { clock, verify }: Pick<ExchangePorts, 'clock' | 'verify'>,
  { hub, device }: { readonly hub: HubIdentity; readonly device: Device },
  { cosigned, epoch }: Pick<SyncRequest, 'cosigned' | 'epoch'>,
): Promise<void> {
  if (cosigned === undefined || epoch !== hub.epoch) return;
  const checkpoint = await tx.logCheckpoint(epoch, cosigned.size);
  const key = toHex(device.publicKey);
  if (checkpoint === null || !(await isCosigned(hub.id, checkpoint, key, cosigned, verify))) return;
  await tx.addLogCosignature({ ...cosigned, epoch, device: device.id, receivedAt: clock.now() });
}

/** The newest checkpoint with the proof that it goes on from what the device saw; nothing when the device has it, or cannot read it. */
export async function tellLog(
  tx: HubTransaction,
  ports: Pick<ExchangePorts, 'clock' | 'sign'>,
  hub: HubIdentity,
  { log, epoch }: Pick<SyncRequest, 'log' | 'epoch'>,
): Promise<Pick<SyncReply, 'log'>> {
  if (log === undefined) return {};
  const newest = await tx.newestLogCheckpoint();
  if (newest === null || newest.epoch !== hub.epoch) return {};
  const seen = epoch === hub.epoch ? log : 0;
  if (seen === newest.size) return {};
  if (seen > newest.size) {
    // The device saw more than this hub has: the hub says of now what it has, and both words can be shown.
    const checkpoint = signCheckpoint(ports, hub, { ...newest, at: Math.max(ports.clock.now(), newest.at) });
    return { log: { checkpoint, proof: [] } };
  }
  const ranges = consistencyRanges(seen, newest.size);
  const nodeAt = nodeReader(await tx.logNodes(ranges.flatMap(nodesOf)));
  return { log: { checkpoint: newest, proof: ranges.map((range) => toHex(hashOf(range, nodeAt))) } };
}
