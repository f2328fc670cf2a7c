/** Opens the sealed outbox of a laptop with the hub's own key. Nothing is written: whoever takes it knows all of it first ([WP8]). */
import type { OperationId, ScopeId } from '../../shared/base/ids.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import { type DecodedBatch, decodeBatch } from '../../shared/protocol/batch.ts';
import { type UnpackedLimit, unpackedLimit } from '../../shared/protocol/limits.ts';
import { type OutboxFile, type OutboxFileFailure, readOutboxFile } from '../../shared/protocol/outbox-file.ts';
import { type OutboxContent, readOutboxRecord } from '../../shared/protocol/outbox-frames.ts';
import { keyToOpen, nonceOfRecord } from '../../shared/protocol/outbox-seal.ts';
import { roomToUnpack } from '../../shared/protocol/room-to-unpack.ts';
import type { ExchangePorts } from '../sync/exchange-ports.ts';
import type { Device, HubIdentity, HubTransaction } from '../sync/hub-store.ts';
import { inPieces, type SizedBatch } from './in-pieces.ts';
import { openRecord } from './record-cipher.ts';

export type OutboxFailure =
  | OutboxFileFailure
  /** Sealed for another hub, or for a key that this one does not have. */
  | Failure<'outbox-other-hub'>
  | Failure<'outbox-device-unknown'>
  /** Nothing was found wrong with it: it holds more than is unpacked of one file here. */
  | Failure<'outbox-too-much'>;

/** What of a file is known once all of it was opened and checked. */
interface OutboxWork {
  /** Payloads of batches in the order of the file, as many together as are judged in one go. */
  readonly pieces: readonly (readonly Uint8Array[])[];
  readonly chunks: readonly Uint8Array[];
  readonly operations: readonly OperationId[];
  readonly scopes: readonly ScopeId[];
}

export interface OpenedOutbox extends OutboxWork {
  readonly device: Device;
}

/** Opens a file whole, and locks its device. Anybody may seal to a hub: what the batches of a file hold together is bounded. */
export async function openOutbox(
  tx: HubTransaction,
  ports: Pick<ExchangePorts, 'verify'>,
  bytes: Uint8Array,
  limit = unpackedLimit,
): Promise<Result<OpenedOutbox, OutboxFailure>> {
  const file = readOutboxFile(bytes);
  if (!file.ok) return file;
  const hub = await tx.hub();
  const key = keyFor(hub, file.value);
  if (key === null) return fail({ kind: 'outbox-other-hub' });
  const device = await tx.lockDevice(file.value.head.device);
  if (device === null) return fail({ kind: 'outbox-device-unknown' });
  const work = openRecords(file.value, key, limit, (batch) => isByDevice(ports, device, batch));
  key.fill(0);
  return work.ok ? ok({ device, ...work.value }) : work;
}

function keyFor({ id, keys }: HubIdentity, { head }: OutboxFile): Uint8Array | null {
  const key = id === head.hub ? keys.find(({ publicKey }) => publicKey === head.hubKey) : undefined;
  // PKCS #8 of an Ed25519 key ends with the secret itself (RFC 8410).
  return key === undefined ? null : keyToOpen(key.secret.slice(-32), head.ephemeral);
}

const damaged = fail({ kind: 'outbox-damaged' } as const);
const tooMuch = fail({ kind: 'outbox-too-much' } as const);

/**
 * What is in each record. Damaged when one does not open, or holds what no laptop seals. Each batch is unpacked, checked and let go
 * before the next: the first that is not of the device ends it, and so does the first for which there is no room.
 */
function openRecords(
  { records }: OutboxFile,
  key: Uint8Array,
  limit: UnpackedLimit,
  isTheirs: (batch: DecodedBatch) => boolean,
): Result<OutboxWork, Failure<'outbox-damaged'> | Failure<'outbox-too-much'>> {
  const sized: SizedBatch[][] = [];
  const chunks: Uint8Array[] = [];
  const operations = new Set<OperationId>();
  const scopes = new Set<ScopeId>();
  const room = roomToUnpack(limit);
  for (const { number, place, sealed } of records) {
    const content = contentOf(() => openRecord({ key, nonce: nonceOfRecord(number), place, bytes: sealed }));
    if (content === null) return damaged;
    const batches: SizedBatch[] = [];
    for (const payload of content.batches) {
      const batch = decodeBatch(payload, room.content);
      if (!batch.ok) return batch.failure.isTooMuch === true ? tooMuch : damaged;
      if (!isTheirs(batch.value)) return damaged;
      const { size } = batch.value;
      if (!room.take(size, batch.value.operations.length)) return tooMuch;
      batches.push({ payload, size });
      for (const { id } of batch.value.operations) operations.add(id);
      scopes.add(batch.value.scope);
    }
    sized.push(batches);
    chunks.push(...content.chunks);
  }
  return ok({ pieces: inPieces(sized), chunks, operations: [...operations], scopes: [...scopes] });
}

function contentOf(open: () => Uint8Array): OutboxContent | null {
  try {
    return readOutboxRecord(open());
  } catch {
    // What does not open was altered: the cipher says so by throwing.
    return null;
  }
}

/** Anybody may seal to a hub: what says that it is of this device is signed by it, or somebody else wrote the file. */
function isByDevice({ verify }: Pick<ExchangePorts, 'verify'>, device: Device, batch: DecodedBatch): boolean {
  // Of an installation that was enrolled anew some work says the device that it was: it is judged, and refused, as ever.
  if (batch.device !== device.id) return true;
  return batch.signature !== null && verify(device.publicKey, batch.hash, batch.signature);
}
