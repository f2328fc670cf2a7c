/** Takes what a wiped laptop left, as if it had brought it itself ([WP8]). */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../../shared/base/bytes.ts';
import type { DeviceId } from '../../shared/base/ids.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import type { TakenOutbox } from '../../shared/coordinator/contract.ts';
import { readableScopes } from '../../shared/domain/policy/readings.ts';
import { unpackedLimit } from '../../shared/protocol/limits.ts';
import { outboxWords } from '../../shared/protocol/outbox-file.ts';
import { takeBatches } from '../sync/decide-batches.ts';
import { takeChunks } from '../sync/decide-chunks.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import { hasRoomToHold } from '../sync/held-room.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import { takeArrivedMarks } from '../sync/take-waiting.ts';
import { type OpenedOutbox, type OutboxFailure, openOutbox } from './open-outbox.ts';

export type TakeOutboxFailure =
  | OutboxFailure
  /** So much of this device is held already that people decide on that first. */
  | Failure<'outbox-held-full'>;

/** Takes all of a file or nothing, of as much as `limit` unpacked. A file that comes again brings nothing twice. */
export async function takeOutbox(
  tx: HubTransaction,
  ports: ExchangePorts,
  bytes: Uint8Array,
  limit = unpackedLimit,
): Promise<Result<TakenOutbox & { readonly deviceId: DeviceId }, TakeOutboxFailure>> {
  const opened = await openOutbox(tx, ports, bytes, limit);
  if (!opened.ok) return opened;
  const { device, pieces, operations, scopes } = opened.value;
  const isRevoked = device.revokedAt !== null;
  const readable = readableScopes(await tx.grants(device.persons), () => ports.clock.now());
  await tx.see({ scopes: readable, device: device.id });
  // Each piece locks its own scopes: all of them before, in the one order.
  await tx.seeAlso(scopes);
  await tx.lockScopes(scopes);
  const before = await standing(tx, operations);
  const fresh = operations.filter((id) => !before.has(id));
  const isHeld = isRevoked && fresh.length > 0;
  if (isHeld && !(await hasRoomToHold(tx, device.id, fresh.length))) return fail({ kind: 'outbox-held-full' });
  for (const payloads of pieces) await takeBatches(tx, ports, device, payloads);
  // Whoever wrote it may read there no more: what a person accepted of theirs has its files all the same.
  const seen = [...new Set([...readable, ...scopes])];
  await tx.see({ scopes: seen, device: device.id });
  const files = await takeFiles(tx, seen, opened.value.chunks);
  await takeArrivedMarks(tx, ports);
  const after = await standing(tx, operations);
  const said = fresh.map((id) => after.get(id));
  // The laptop is wiped: of nothing in its file may be said that it was taken when nothing was said of it. Then all of it is undone.
  if (said.includes(undefined)) throw new Error('Something in a sealed outbox was neither taken nor kept');
  const count = (kind: string) => said.filter((one) => one === kind).length;
  return ok({
    deviceId: device.id,
    device: device.name,
    isRevoked,
    accepted: count('accepted'),
    held: count('quarantined'),
    refused: count('refused'),
    waiting: count('needs-newer-hub'),
    known: operations.length - fresh.length,
    filesLeft: files,
    words: [...outboxWords(bytes)],
  });
}

/** What the hub said of each of these operations so far; those that it never saw are left out. */
async function standing(
  tx: HubTransaction,
  operations: OpenedOutbox['operations'],
): Promise<ReadonlyMap<string, string>> {
  const kept = [...(await tx.kept(operations))].map(([id, { kind }]) => [id, kind] as const);
  const accepted = [...(await tx.accepted(operations)).keys()].map((id) => [id, 'accepted'] as const);
  return new Map([...kept, ...accepted]);
}

/** Takes chunks whose attachments are in the order. Answers how many are not taken: their attachments are held or refused. */
async function takeFiles(
  tx: HubTransaction,
  readable: Parameters<typeof takeChunks>[1],
  given: OpenedOutbox['chunks'],
): Promise<number> {
  const chunks = new Map(given.map((bytes) => [toHex(sha256(bytes)), bytes]));
  if (chunks.size === 0) return 0;
  await takeChunks(tx, readable, [...chunks.values()]);
  const named = await tx.referencedChunks(readable, [...chunks.keys()]);
  return [...chunks.keys()].filter((hash) => !named.has(hash)).length;
}
