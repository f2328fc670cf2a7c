/** What to say to the hub next: cursors, waiting operations in signed batches, chunks it lacks ([SY1] to [SY4]). */
import { fromHex, toHex } from '../base/bytes.ts';
import type { OperationId, ScopeId } from '../base/ids.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { DeviceIdentity } from '../domain/identity.ts';
import { overseenScopes } from '../domain/policy/overseers.ts';
import { encodeBatch } from '../protocol/batch.ts';
import { foldReadings, type ScopeReading } from '../protocol/digest.ts';
import type { ErasureReceipt } from '../protocol/erasure-receipt.ts';
import { type KnownPlaces, noPlaces } from '../protocol/known-places.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import { newestLayout } from '../protocol/page.ts';
import { layoutWithParcels } from '../protocol/parcel.ts';
import type { PurgeReceipt } from '../protocol/purge-receipt.ts';
import { encodeRequest, rangesPerRequest, type SyncRequest } from '../protocol/sync-request.ts';
import { PROTOCOL_VERSION } from '../protocol/version.ts';
import { commitCheckpoint } from './commit-checkpoint.ts';
import type { EngineCore } from './engine-core.ts';
import { digestAt } from './held-digests.ts';
import { packsToAsk } from './pack-reading.ts';
import { hubReadsParcels } from './parcels.ts';
import { pickWhole } from './pick-operations.ts';
import { placesAround } from './places-around.ts';
import type { Cursor, JournalFailure } from './ports.ts';
import { type Carry, pickCarried } from './room/carry.ts';
import { signErasureReceipts, signReceipts } from './sign-receipts.ts';
import { batchesOf } from './start.ts';
import type { SyncSession } from './sync-session.ts';
import type { ScopeRange } from './take-repairs.ts';
import { ownRevocation, revocationsToGive } from './take-revocations.ts';
import { logToSay } from './witness-log.ts';

/** Of answers, beyond what every edition reads ([CP2], [SY18]). */
const thisEditionReads = { readsLetGo: true, terse: true } as const;

export interface BuiltRequest {
  readonly body: Uint8Array;
  /** Ids of each batch's operations, as sent: outcomes count on it. */
  readonly sent: readonly (readonly OperationId[])[];
  /** The scope of each batch. */
  readonly scopes: readonly ScopeId[];
  /** Chunks that were asked for. */
  readonly wants: readonly string[];
  /** Packs that were asked for, by their hashes. */
  readonly packs: readonly string[];
  /** As they stood when the request was made. */
  readonly cursors: readonly Cursor[];
  readonly epoch: string | null;
  /** What was asked to be compared. */
  readonly ranges: readonly ScopeRange[];
  /** Batches may name places ([OP6]). */
  readonly namesPlaces: boolean;
  /** Batches may have gone in a parcel ([SY23]). */
  readonly together: boolean;
  /** The cosignature under the hub's log that went with it. */
  readonly cosigned: string | null;
  /** Receipts of purges that went with it. */
  readonly receipts: readonly PurgeReceipt[];
  /** Batches of other laptops that went with it, behind the others; and whether more of them wait ([RM8]). */
  readonly carry: Carry;
  /** Receipts of erasures that went with it. */
  readonly erasureReceipts: readonly ErasureReceipt[];
  /** More was waiting than fitted. */
  readonly full: boolean;
}

/** Builds one request. Throws when the store or the signer does. */
export async function buildRequest(
  core: EngineCore,
  identity: DeviceIdentity,
  session: SyncSession,
): Promise<Result<BuiltRequest, JournalFailure>> {
  const { store, signer } = core.ports;
  const picked = await pickAll(core, session);
  if (!picked.ok) return picked;
  const { full, batches, sent, scopes, carry, namesPlaces } = picked.value;
  const cursors = await store.cursors();
  const wants = full ? [] : [...session.wanted].slice(0, 64);
  const { sayCursors, held, readsWhole } = session.comparison;
  // While what differs is looked for, the folded value differs too, and so do the digests.
  const readings = sayCursors || session.isAhead || held.size > 0 ? null : foldCursors(core, identity, cursors);
  const packs = packsToAsk(session.packs, session.budget.down);
  const ranges = session.comparison.ranges.slice(0, rangesPerRequest);
  const receipts = await signReceipts(core, identity);
  const erasureReceipts = await signErasureReceipts(core, identity);
  const givesRevocations = revocationsToGive(core, session);
  const message: SyncRequest = {
    protocol: PROTOCOL_VERSION,
    device: identity.device,
    incarnation: core.memory.incarnation,
    epoch: core.memory.epoch,
    ticket: core.memory.ticket,
    ...(readings === null
      ? { cursors: cursors.map(cursorOf(core, held.size > 0)), readsShort: !readsWhole }
      : { cursors: [], readings }),
    ...someOf({ ranges, packs: packs ?? [], receipts, erasureReceipts, givesRevocations }),
    layout: packs === null ? newestLayout : layoutWithParcels,
    ...thisEditionReads,
    budget: session.budget.down,
    wants,
    waiting: await store.outboxCount(),
    ...logToSay(core, session.cosignedTo),
    ...(asksForGlance(core, identity, session) ? { glance: true } : {}),
    ...(identity.hubKeys !== undefined && identity.certificate === undefined ? { wantsCertificate: true } : {}),
    revoked: core.memory.revokedTo,
  };
  const together = batches.length > 1 && (await hubReadsParcels(core, session));
  const parts = { message, batches, together, chunks: picked.value.chunks, provedPages: picked.value.pages };
  const body = await encodeRequest(parts, identity.hub, (digest) => signer.sign(digest));
  return ok({
    body,
    sent,
    scopes,
    carry,
    wants,
    packs: packs ?? [],
    cursors,
    epoch: core.memory.epoch,
    ranges,
    cosigned: message.cosigned?.signature ?? null,
    namesPlaces,
    together,
    full,
    receipts,
    erasureReceipts,
  });
}

/** What goes up: own work in signed batches, batches of other laptops as they are, pages for a restored hub, chunks. */
async function pickAll(core: EngineCore, session: SyncSession) {
  const { operations, full, pages } = await pickWhole(core, session);
  const saysIds = session.sayIds || ownRevocation(core) !== null;
  const places = saysIds ? noPlaces : await placesAround(core, operations);
  const sealed = await sealBatches(core, operations, places);
  if (!sealed.ok) return sealed;
  const room = session.budget.up - sealed.value.reduce((sum, payload) => sum + payload.length, 0);
  const carry = await pickCarried(core, session, full || pages.length > 0 ? 0 : room);
  const chunks = await pickChunks(core, session, full ? 0 : room - carry.bytes);
  const own = batchesOf(operations);
  return ok({
    full,
    pages,
    carry,
    batches: [...sealed.value, ...carry.batches.map(({ batch }) => batch)],
    sent: [...own.map((batch) => batch.operations.map(({ id }) => id)), ...carry.batches.map(({ ids }) => ids)],
    scopes: [...own, ...carry.batches].map(({ scope }) => scope),
    chunks: chunks.map(({ bytes }) => bytes),
    namesPlaces: places !== noPlaces,
  });
}

/** The lists that hold anything. */
function someOf<L extends Record<string, readonly unknown[]>>(lists: L): Partial<L> {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) as Partial<L>;
}

/** Often enough to be of use in the morning, seldom enough to cost nothing on a narrow link. */
const glanceEvery = 5 * 60_000;

function asksForGlance({ ports }: EngineCore, { grants }: DeviceIdentity, { glanceAt }: SyncSession): boolean {
  const isDue = glanceAt === null || ports.clock.now() - glanceAt >= glanceEvery;
  return isDue && overseenScopes(grants).length > 0;
}

/** A cursor as it is sent, with what is held up to there when that can be told and is not being looked for already. */
function cursorOf({ memory }: EngineCore, isComparing: boolean) {
  return ({ scope, seq, chain }: Cursor) => {
    const digest = isComparing ? undefined : digestAt(memory.digests, { scope, seq, chain });
    return { scope, seq, chain, ...(digest === undefined ? {} : { digest }) };
  };
}

/**
 * All cursors as one value ([VR2]); null when the hub cannot have noted them: before the first answer, and while a scope
 * is read again or held beyond its cursor.
 */
function foldCursors({ memory }: EngineCore, { grants }: DeviceIdentity, cursors: readonly Cursor[]): string | null {
  if (memory.epoch === null || memory.rereading.length > 0) return null;
  const readable = new Set(grants.map(({ scope }) => scope));
  const readings: ScopeReading[] = [];
  for (const cursor of cursors) {
    if (cursor.seq === 0 || !readable.has(cursor.scope)) continue;
    const digest = digestAt(memory.digests, cursor);
    if (digest === undefined) return null;
    readings.push({ ...cursor, digest });
  }
  return foldReadings(readings);
}

/** Seals operations into signed batches. The last hash is journaled before anything is sent ([SY3]). */
async function sealBatches(
  core: EngineCore,
  operations: readonly StoredOperation[],
  places: KnownPlaces,
): Promise<Result<Uint8Array[], JournalFailure>> {
  const { memory, ports } = core;
  const payloads: Uint8Array[] = [];
  let last = memory.lastBatch;
  for (const batch of batchesOf(operations)) {
    const ours = batch.incarnation === memory.incarnation;
    const prev = ours && last !== null ? fromHex(last) : null;
    const encoded = encodeBatch({ ...batch, prev }, places);
    payloads.push(encoded.payload(await ports.signer.sign(encoded.hash)));
    if (ours) last = toHex(encoded.hash);
  }
  if (last === null || last === memory.lastBatch) return ok(payloads);
  const checkpoint = { at: ports.clock.now(), lastBatch: last };
  const kept = await commitCheckpoint(core, checkpoint);
  return kept.ok ? ok(payloads) : fail(kept.failure);
}

/** Chunks that the hub asked for and this disk has, within the room that operations left; each once a session. */
async function pickChunks(core: EngineCore, session: SyncSession, room: number) {
  const chunks: { hash: string; bytes: Uint8Array }[] = [];
  let left = Math.max(room, 0);
  for (const hash of session.hubWants) {
    if (session.offeredChunks.has(hash)) continue;
    const bytes = await core.ports.store.chunk(hash);
    if (bytes === null) {
      session.hubWants.delete(hash);
      continue;
    }
    // One chunk always goes when nothing else is left to say: else a small budget would never send any.
    if (bytes.length > left && (chunks.length > 0 || room < session.budget.up)) break;
    chunks.push({ hash, bytes });
    session.offeredChunks.add(hash);
    left -= bytes.length;
  }
  return chunks;
}
