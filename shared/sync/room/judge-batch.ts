/**
 * Whether a batch of another laptop is taken ([RM7]): who signed it is certified, who wrote it is a person of that device, and the
 * one policy allows every change of it. All or nothing, so that what is handed on is what was judged.
 */
import { fromHex, toHex } from '../../base/bytes.ts';
import type { RecordId, ScopeId, TransactionId } from '../../base/ids.ts';
import { fail, type Result } from '../../base/result.ts';
import type { DeclarationOf } from '../../domain/edition.ts';
import { firstPlaceField } from '../../domain/move/first-place-field.ts';
import { decide } from '../../domain/policy/decide.ts';
import type { Grant } from '../../domain/policy/roles.ts';
import { existenceField, type RecordState } from '../../domain/record-state.ts';
import type { DeviceCertificate, SignedCertificate } from '../../protocol/device-certificate.ts';
import type { Operation } from '../../protocol/operation.ts';
import {
  faultOfForm,
  isCreation,
  type KnownCreation,
  knownKinds,
  questionAbout,
} from '../../protocol/operation-form.ts';
import type { RoomToUnpack } from '../../protocol/room-to-unpack.ts';
import { openShelved, type ShelvedBatch } from '../../protocol/shelved-batch.ts';
import type { EngineCore } from '../engine-core.ts';
import { checkCertificate, type OwnRoom } from './authenticate.ts';
import type { BatchRefusal } from './room-api.ts';

/**
 * Actions that go to the hub alone: they move records between scopes, or are words that only the hub can know to be true or that
 * are about it ([HB11], [AG2], [AR2], [RT2], [PD2]).
 */
export function forHubAlone(
  operations: readonly Operation[],
  declarationOf: DeclarationOf,
): ReadonlySet<TransactionId> {
  return new Set(operations.flatMap((one) => (isForHubAlone(one, declarationOf) ? one.tx : [])));
}

function isForHubAlone({ kind, field, type }: Operation, declarationOf: DeclarationOf): boolean {
  if (kind === 'move' || field === firstPlaceField) return true;
  const declaration = declarationOf(type);
  return declaration?.ofItsHub === true && declaration.alsoInRooms !== true;
}

export interface Judging {
  readonly own: OwnRoom;
  readonly common: ReadonlySet<ScopeId>;
  /** Certificates that were verified since the meeting began, by their bytes. */
  readonly certificates: Map<string, Result<SignedCertificate, { readonly kind: BatchRefusal }>>;
  /** What is still read. */
  readonly room: RoomToUnpack;
}

/** Why one is not taken. */
export interface NotTaken {
  readonly reason: BatchRefusal;
  /** Empty where it could not be read. */
  readonly name: string;
  /** Its signature was good: another copy of it would be no better. */
  readonly isLasting: boolean;
}

/** What is wrong whoever brings the batch, behind whatever certificate and signature. */
const lasting: ReadonlySet<BatchRefusal> = new Set([
  'batch-author-not-on-device',
  'batch-for-hub-alone',
  'batch-not-allowed',
]);

/** Judges one. Reads the store; throws when that does. */
export async function judgeBatch(
  core: EngineCore,
  payload: Uint8Array,
  judging: Judging,
): Promise<Result<ShelvedBatch, NotTaken>> {
  const opened = openShelved(payload, judging.room.content);
  if (!opened.ok) {
    const reason = opened.failure.isTooMuch === true ? 'batch-too-much' : 'batch-unreadable';
    return fail({ reason, name: '', isLasting: false });
  }
  const { batch } = opened.value;
  // It is read at another meeting, where less comes with it.
  if (!judging.room.take(batch.size, batch.operations.length))
    return fail({ reason: 'batch-too-much', name: nameOfBatch(batch.hash), isLasting: false });
  const reason = await faultOf(core, opened.value, judging);
  if (reason === null) return opened;
  return fail({ reason, name: nameOfBatch(opened.value.batch.hash), isLasting: lasting.has(reason) });
}

/** The first half of its hash: the name of a batch between laptops. */
export const nameOfBatch = (hash: Uint8Array) => toHex(hash.subarray(0, 16));

async function faultOf(
  core: EngineCore,
  { batch, certificate }: ShelvedBatch,
  judging: Judging,
): Promise<BatchRefusal | null> {
  if (!judging.common.has(batch.scope)) return 'batch-scope-not-common';
  const checked = await certified(core, certificate, judging);
  if (!checked.ok) return checked.failure.kind;
  const { certificate: signer } = checked.value;
  if (signer.device !== batch.device) return 'device-certificate-other-device';
  const isSigned =
    batch.signature !== null && (await core.ports.verify(fromHex(signer.publicKey), batch.hash, batch.signature));
  if (!isSigned) return 'batch-signature-invalid';
  const grants = grantsOf(signer, batch.author);
  if (grants === null) return 'batch-author-not-on-device';
  if (batch.operations.some((one) => isForHubAlone(one, core.edition.declarationOf))) return 'batch-for-hub-alone';
  return (await mayAll(core, batch.operations, { author: batch.author, grants })) ? null : 'batch-not-allowed';
}

async function certified(core: EngineCore, bytes: Uint8Array, { own, certificates }: Judging) {
  const key = toHex(bytes);
  const known = certificates.get(key);
  if (known !== undefined) return known;
  const checked = await checkCertificate(core, own.identity, bytes);
  certificates.set(key, checked);
  return checked;
}

function grantsOf({ holders }: DeviceCertificate, person: string): Grant[] | null {
  const holder = holders.find((one) => one.person === person);
  // What ends by itself is asked of the hub ([AR4]): no question here says when it is, so it counts for none.
  return holder?.grants.map((grant) => ({ person, ...grant })) ?? null;
}

async function mayAll(
  core: EngineCore,
  operations: readonly Operation[],
  { author, grants }: { readonly author: string; readonly grants: readonly Grant[] },
): Promise<boolean> {
  const records = await creationsOf(core, [...new Set(operations.map(({ record }) => record))]);
  for (const operation of operations) {
    const { record, kind, scope, type, tx } = operation;
    const context = { author, record: records.get(record) };
    const isKnown = core.edition.declarationOf(type) !== undefined && knownKinds.has(kind);
    // What an older edition does not know it cannot judge: it waits for the hub, as at a hub that is older ([EV4]).
    if (!isKnown || faultOfForm(operation, context, core.edition) !== null) return false;
    const question = questionAbout(operation, isCreation(operation, context));
    if (!decide(grants, question, core.edition.policy).allowed) return false;
    const before = records.get(record);
    if (kind === 'create' && (before === undefined || before.creator === null))
      records.set(record, { scope, type, creator: author, createdTx: tx });
    else if (before === undefined) records.set(record, { scope, type, creator: null, createdTx: null });
  }
  return true;
}

/** What is known here of records: where they are, and who created them in which action. */
async function creationsOf(
  { ports: { store } }: EngineCore,
  ids: readonly RecordId[],
): Promise<Map<RecordId, KnownCreation>> {
  const states = await store.open(ids);
  const heads = new Map(states.map((state) => [state.id, firstHead(state)]));
  const creates = await store.operations(
    [...heads.values()].flatMap((head) => (head?.kind === 'create' ? head.id : [])),
  );
  const byId = new Map(creates.map((operation) => [operation.id, operation]));
  return new Map(
    states.map(({ id, scope, type }) => {
      const head = heads.get(id);
      const create = head === undefined ? undefined : byId.get(head.id);
      // Deleted, moved or brought back since: whoever created it, that is not today's action.
      const creator = create?.origin.author ?? (head === undefined ? null : '');
      return [id, { scope, type, creator, createdTx: create?.tx ?? null }];
    }),
  );
}

function firstHead({ fields }: RecordState) {
  return fields[existenceField]?.[0];
}
