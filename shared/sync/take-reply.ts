/** Taking what the hub answered: checked, journaled, then into the store, in one piece ([SY5] to [SY8]). */
import type { ScopeId } from '../base/ids.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { DeviceIdentity } from '../domain/identity.ts';
import { insertNotes } from '../protocol/decision-note.ts';
import type { Outcome, RefusalReason } from '../protocol/outcome.ts';
import { outcomesOfRuns } from '../protocol/outcome-runs.ts';
import type { MessageFailure } from '../protocol/read-message.ts';
import { roomToUnpack } from '../protocol/room-to-unpack.ts';
import { decodeReply, type ReplyParts } from '../protocol/sync-reply.ts';
import type { BuiltRequest } from './build-request.ts';
import { type CheckedPages, checkPages, type OwnPlace, type PagesFailure } from './check-pages.ts';
import { addCheckpoint, type Journaling } from './commit-checkpoint.ts';
import type { SyncFailure } from './engine-api.ts';
import { type EngineCore, storeSafely } from './engine-core.ts';
import type { JournalEntry } from './journal-entry.ts';
import { trimGlance } from './kept-glance.ts';
import { type KnownPack, noteManifests, readManifests } from './pack-reading.ts';
import { noteParcels } from './parcels.ts';
import { entriesOf } from './reply-entries.ts';
import { sortCarried } from './room/carry.ts';
import { clearShelf } from './room/shelf.ts';
import type { SyncSession } from './sync-session.ts';
import { endComparisons, takeRepairs } from './take-repairs.ts';
import { takeRevocations } from './take-revocations.ts';
import { summary, type Taken } from './taken.ts';
import { marksToOfferAgain } from './waiting-marks.ts';
import { proveReply } from './witness.ts';
import { judgeLog } from './witness-log.ts';

/** Takes one answer. Nothing of an unreadable one is kept. Throws when the store does before the journal has it. */
export async function takeReply(
  core: EngineCore,
  session: SyncSession,
  request: BuiltRequest,
  body: Uint8Array,
): Promise<Result<Taken, SyncFailure>> {
  const decoded = decodeReply(body, request.epoch);
  if (!decoded.ok) return fail(asUnread(decoded.failure));
  const { identity } = decoded.value.message;
  if (isOfAnother(identity, core.memory.identity))
    return fail({ kind: 'answer-unreadable', reason: 'the identity of another device' });
  const proven = await proveReply(core, decoded.value);
  if (!proven.ok) return proven;
  const { reply, places, packPlaces } = proven.value;
  await noteParcels(core, session, request, decoded.value);
  const { message } = reply;
  const revoked = await takeRevocations(core, message);
  if (!revoked.ok) return revoked;
  const isOtherEpoch = core.memory.epoch !== null && core.memory.epoch !== message.epoch;
  session.givesRevocations = isOtherEpoch && core.memory.revocations.length > 0;
  const log = await judgeLog(core, message);
  if (!log.ok) return log;
  const settled = await decided(core, message);
  const said = sortCarried(session, request.carry, outcomesOfRuns(message.outcomes, request.sent));
  const outcomes = [...said.outcomes, ...settled];
  const room = roomToUnpack();
  const checked = readAgainOnce(session, checkPages(reply, request, placesOf(outcomes, request), room));
  if (!checked.ok) return checked;
  const manifests = readManifests(message, packPlaces);
  if (!manifests.ok) return manifests;
  await keepGlance(core, session, message);
  const repairs = await takeRepairs(core, session, request, reply, room);
  const epochBefore = core.memory.epoch;
  session.cosignedTo = request.cosigned ?? session.cosignedTo;
  const isNews = !saysNothing(core, reply, settled) || Object.keys(log.value).length > 0;
  if (!isNews && repairs.entries.length + receiptsIn(request) === 0) {
    return noteContact(core, session, reply, request);
  }
  const news = { request, outcomes, putAway: said.putAway, repairs, places, log: log.value, reply };
  const journaling = await entriesOf(core, session, news, checked.value);
  await offerMarks(core, outcomes, journaling);
  const kept = await core.commit(journaling.frames, journaling.entries);
  if (!kept.ok) return fail(kept.failure);
  if (core.stale) return fail({ kind: 'store-failed', reason: 'what was received is in the journal only' });
  if (identity !== null) await storeSafely(() => trimGlance(core));
  if (journaling.entries.some(offers)) clearShelf(session.shelf);
  await endComparisons(core, session);
  notePacks(core, session, manifests.value, {
    message,
    isSameHistory: epochBefore === null || epochBefore === message.epoch,
  });
  const taken = summary(session, request, reply, checked.value, journaling.entries);
  return ok({ ...taken, getsOn: taken.getsOn || manifests.value.size > 0 });
}

const offers = (entry: JournalEntry) => entry.kind === 'checkpoint' && entry.checkpoint.offered !== undefined;

/** What could not be read of an answer, as it is told. */
export function asUnread(failure: MessageFailure): SyncFailure {
  return failure.kind === 'version-mismatch' ? failure : { kind: 'answer-unreadable', reason: failure.reason };
}

function isOfAnother(given: DeviceIdentity | null, ours: DeviceIdentity | null): boolean {
  return given !== null && (given.device !== ours?.device || given.hub !== ours.hub);
}

/** Adds what is offered again because this answer holds or refuses what it waits for ([MV5]). */
async function offerMarks(
  { ports: { store, clock }, memory }: EngineCore,
  outcomes: readonly Outcome[],
  journaling: Journaling,
): Promise<void> {
  const offered = await marksToOfferAgain(store, memory.refusals, outcomes);
  if (offered.length > 0) addCheckpoint(journaling, { at: clock.now(), offered });
}

/** The pages, unless a scope has to be read from its beginning a second time since `sync` was called ([SY6]). */
function readAgainOnce(
  { readAgain }: SyncSession,
  checked: Result<CheckedPages, PagesFailure>,
): Result<CheckedPages, PagesFailure> {
  if (!checked.ok) return checked;
  const again = [...checked.value.rewound, ...checked.value.broken];
  if (again.some((scope) => readAgain.has(scope)))
    return fail({ kind: 'answer-unreadable', reason: 'a scope that was read again breaks again' });
  for (const scope of again) readAgain.add(scope);
  return checked;
}

async function keepGlance(
  { ports: { clock, store } }: EngineCore,
  session: SyncSession,
  { glance }: ReplyParts['message'],
): Promise<void> {
  if (glance === undefined) return;
  session.glanceAt = clock.now();
  await store.write({ meta: { glance } });
}

/** What the hub says of packs from now on; of another epoch, and of scopes that are not granted, nothing stays ([PK12]). */
function notePacks(
  { memory }: EngineCore,
  session: SyncSession,
  manifests: ReadonlyMap<ScopeId, readonly KnownPack[]>,
  { message, isSameHistory }: { readonly message: ReplyParts['message']; readonly isSameHistory: boolean },
): void {
  // An answer that gives no pages says nothing of where they end.
  if (message.sayCursors === true && isSameHistory) return;
  const readTo = new Map(message.scopes.map(({ scope, seq }) => [scope, seq]));
  const granted = new Set(memory.identity?.grants.map(({ scope }) => scope));
  const isReadable = (scope: ScopeId) => isSameHistory && granted.has(scope);
  noteManifests(session.packs, manifests, (scope) => (isReadable(scope) ? (readTo.get(scope) ?? null) : null));
}

/** What a person decided meanwhile about held operations: they are refused now, with that reason ([HB7], [HB8]). */
async function decided(
  { memory, ports: { store } }: EngineCore,
  { settled = [], decisions = [] }: ReplyParts['message'],
): Promise<Outcome[]> {
  if (settled.length === 0) return [];
  const here = (await store.operations(settled.map(({ id }) => id))).filter(({ seq }) => seq === null);
  const open = new Set(here.map(({ id }) => id));
  const reasons = settled.map(({ reason, ...one }) => ({
    ...one,
    kind: 'refused' as const,
    reason: reason as RefusalReason,
  }));
  const isNew = (told: Extract<Outcome, { kind: 'refused' }>): boolean => {
    if (!open.has(told.id)) return false;
    const known = memory.refusals.get(told.id)?.outcome;
    if (known?.kind !== 'refused' || known.reason !== told.reason) return true;
    return told.decision !== undefined && JSON.stringify(told.decision) !== JSON.stringify(known.decision);
  };
  // Two machines on one disk image make the hub repeat itself to each of them ([DV3]): what is known
  // already, or was made on the other, is no news here.
  return insertNotes(reasons, decisions).filter(isNew);
}

/** The places of what this request brought and the hub accepted. */
function placesOf(outcomes: readonly Outcome[], { sent, scopes }: BuiltRequest): OwnPlace[] {
  const scopeOf = new Map(sent.flatMap((ids, batch) => ids.map((id) => [id, scopes[batch] as string])));
  return outcomes.flatMap((outcome) => {
    if (outcome.kind !== 'accepted') return [];
    return { scope: scopeOf.get(outcome.id) as string, seq: outcome.seq, id: outcome.id };
  });
}

/** True when an answer changes nothing here but when the hub was last heard, and that ends no lease that was over ([LE3]). */
function saysNothing(
  { memory }: EngineCore,
  { message, pages, chunks }: ReplyParts,
  settled: readonly Outcome[],
): boolean {
  const { epoch, ticket, identity, outcomes, scopes } = message;
  const known = epoch === memory.epoch && ticket === memory.ticket && identity === null && memory.wholeAt !== null;
  const empty =
    outcomes.length + settled.length + scopes.length + pages.length + chunks.length + memory.rereading.length === 0;
  return known && empty && memory.leaseOver === null;
}

/** A contact that brought nothing is noted in the store alone: it is shown, nothing counts on it ([SY12]). */
async function noteContact(
  core: EngineCore,
  session: SyncSession,
  reply: ReplyParts,
  request: BuiltRequest,
): Promise<Result<Taken, never>> {
  const lastContact = core.ports.clock.now();
  await core.ports.store.write({ meta: { lastContact } });
  core.memory.lastContact = lastContact;
  await endComparisons(core, session);
  return ok(summary(session, request, reply, { more: [], broken: [] }, []));
}

const receiptsIn = ({ receipts, erasureReceipts }: BuiltRequest) => receipts.length + erasureReceipts.length;
