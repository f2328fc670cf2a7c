/** Opens the sealed outbox of a laptop with the hub's own key. Nothing is written: whoever takes it knows all of it first ([WP8]). */
import type { OperationId, ScopeId } from '../../shared/base/ids.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import { type DecodedBatch, decodeBatch } from '../../shared/protocol/batch.ts';
import { type OutboxFile, type OutboxFileFailure, readOutboxFile } from '../../shared/protocol/outbox-file.ts';
import { type OutboxContent, readOutboxRecord } from '../../shared/protocol/outbox-frames.ts';
import { keyToOpen, nonceOfRecord } from '../../shared/protocol/outbox-seal.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { Device, HubIdentity, HubTransaction } from '../sync/hub-store.ts';
import { openRecord } from './record-cipher.ts';

export type OutboxFailure =
  | OutboxFileFailure
  /** Sealed for another hub, or for a key that this one does not have. */
  | Failure<'outbox-other-hub'>
  | Failure<'outbox-device-unknown'>;

export interface OpenedOutbox {
  readonly device: Device;
  /** One by one as they were sealed: what was saved together is together. */
  readonly records: readonly OutboxContent[];
  readonly operations: readonly OperationId[];
  readonly scopes: readonly ScopeId[];
}

/** Opens a file whole, and locks its device. */
export async function openOutbox(
  tx: HubTransaction,
  ports: Pick<ExchangePorts, 'verify'>,
  bytes: Uint8Array,
): Promise<Result<OpenedOutbox, OutboxFailure>> {
  const file = readOutboxFile(bytes);
  if (!file.ok) return file;
  const hub = await tx.hub();
  const key = keyFor(hub, file.value);
  if (key === null) return fail({ kind: 'outbox-other-hub' });
  const device = await tx.lockDevice(file.value.head.device);
  if (device === null) return fail({ kind: 'outbox-device-unknown' });
  const records = openRecords(file.value, key);
  key.fill(0);
  const batches = records?.flatMap((record) => record.batches.map(batchOf)) ?? [null];
  const isWhole = batches.every((batch) => batch !== null && isByDevice(ports, device, batch));
  if (records === null || !isWhole) return fail({ kind: 'outbox-damaged' });
  const whole = batches as readonly DecodedBatch[];
  return ok({
    device,
    records,
    operations: whole.flatMap(({ operations }) => operations.map(({ id }) => id)),
    scopes: [...new Set(whole.map(({ scope }) => scope))],
  });
}

function keyFor({ id, keys }: HubIdentity, { head }: OutboxFile): Uint8Array | null {
  const key = id === head.hub ? keys.find(({ publicKey }) => publicKey === head.hubKey) : undefined;
  // PKCS #8 of an Ed25519 key ends with the secret itself (RFC 8410).
  return key === undefined ? null : keyToOpen(key.secret.slice(-32), head.ephemeral);
}

/** What is in each record; null when one does not open, or holds what no laptop seals. */
function openRecords({ records }: OutboxFile, key: Uint8Array): readonly OutboxContent[] | null {
  const opened: OutboxContent[] = [];
  for (const { number, place, sealed } of records) {
    const content = contentOf(() => openRecord({ key, nonce: nonceOfRecord(number), place, bytes: sealed }));
    if (content === null) return null;
    opened.push(content);
  }
  return opened;
}

function contentOf(open: () => Uint8Array): OutboxContent | null {
  try {
    return readOutboxRecord(open());
  } catch {
    // What does not open was altered: the cipher says so by throwing.
    return null;
  }
}

function batchOf(payload: Uint8Array): DecodedBatch | null {
  const batch = decodeBatch(payload);
  return batch.ok ? batch.value : null;
}

/** Anybody may seal to a hub: what says that it is of this device is signed by it, or somebody else wrote the file. */
function isByDevice({ verify }: Pick<ExchangePorts, 'verify'>, device: Device, batch: DecodedBatch): boolean {
  // Of an installation that was enrolled anew some work says the device that it was: it is judged, and refused, as ever.
  if (batch.device !== device.id) return true;
  return batch.signature !== null && verify(device.publicKey, batch.hash, batch.signature);
}
