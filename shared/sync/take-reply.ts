/** Taking what the hub answered: checked, journaled, then into the store, in one piece ([SY5] to [SY8]). */
import type { OperationId, ScopeId } from '../base/ids.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { DeviceIdentity } from '../domain/identity.ts';
import { insertNotes } from '../protocol/decision-note.ts';
import type { Outcome, RefusalReason } from '../protocol/outcome.ts';
import { outcomesOfRuns } from '../protocol/outcome-runs.ts';
import type { MessageFailure } from '../protocol/read-message.ts';
import { roomToUnpack } from '../protocol/room-to-unpack.ts';
import type { SignedPlace } from '../protocol/signed-place.ts';
import { decodeReply, type ReplyParts } from '../protocol/sync-reply.ts';
import type { BuiltRequest } from './build-request.ts';
import { type CheckedPages, checkPages, type OwnPlace, type PagesFailure } from './check-pages.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { SyncFailure } from './engine-api.ts';
import { type EngineCore, storeSafely } from './engine-core.ts';
import { pageFrameWithout } from './erased-page.ts';
import { checkpointFrame, chunkFrame, chunkHash, type JournalEntry } from './journal-entry.ts';
import { trimGlance } from './kept-glance.ts';
import { offersAfter } from './offer-again.ts';
import { type KnownPack, noteManifests, readManifests } from './pack-reading.ts';
import { noteParcels } from './parcels.ts';
import type { Cursor } from './ports.ts';
import { leavingAfter } from './purge.ts';
import { sortCarried } from './room/carry.ts';
import type { SyncSession } from './sync-session.ts';
import { endComparisons, type RepairsTaken, takeRepairs } from './take-repairs.ts';
import { takeRevocations } from './take-revocations.ts';
import { marksToOfferAgain } from './waiting-marks.ts';
import { judgePlaces, proveReply } from './witness.ts';
import { judgeLog, type LogSeen } from './witness-log.ts';

export interface Taken {
  readonly received: number;
  readonly outcomes: number;
  readonly notAccepted: number;
  readonly chunks: number;
  /** The hub asks for batches again, with ids instead of places ([OP6]). */
  readonly sayIds: boolean;
  /** The hub only asks where this device is ([VR2]): whether it was restored is known with the next answer. */
  readonly asksForCursors: boolean;
  /** Some scope has more to read. */
  readonly more: boolean;
  /** Reading gets on: something was read, there are packs to ask for, or work was answered for that packs had to wait for ([PK3]). */
  readonly getsOn: boolean;
  /** Operations that are still to be read, as far as the hub says. */
  readonly behind: number;
  /** Payloads of packs that came with it. */
  readonly packs: readonly Uint8Array[];
}

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
  const { frames, entries } = await entriesOf(
    core,
    session,
    { request, said: saidOf(outcomes, said.putAway), repairs, places, log: log.value },
    reply,
    checked.value,
  );
  await offerMarks(core, outcomes, { frames, entries });
  const kept = await core.commit(frames, entries);
  if (!kept.ok) return fail(kept.failure);
  if (core.stale) return fail({ kind: 'store-failed', reason: 'what was received is in the journal only' });
  if (identity !== null) await storeSafely(() => trimGlance(core));
  await endComparisons(core, session);
  notePacks(core, session, manifests.value, {
    message,
    isSameHistory: epochBefore === null || epochBefore === message.epoch,
  });
  const taken = summary(session, request, reply, checked.value, entries);
  return ok({ ...taken, getsOn: taken.getsOn || manifests.value.size > 0 });
}

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
  { frames, entries }: { readonly frames: Uint8Array[]; readonly entries: JournalEntry[] },
): Promise<void> {
  const offered = await marksToOfferAgain(store, memory.refusals, outcomes);
  if (offered.length === 0) return;
  const checkpoint = { at: clock.now(), offered };
  frames.push(checkpointFrame(checkpoint));
  entries.push({ kind: 'checkpoint', checkpoint });
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

async function entriesOf(
  core: EngineCore,
  session: SyncSession,
  {
    request,
    said,
    repairs,
    places,
    log,
  }: {
    readonly request: BuiltRequest;
    readonly said: Pick<Checkpoint, 'outcomes' | 'putAway'>;
    readonly repairs: RepairsTaken;
    readonly places: readonly SignedPlace[];
    readonly log: LogSeen;
  },
  { message, chunks }: ReplyParts,
  checked: CheckedPages,
): Promise<{ frames: Uint8Array[]; entries: JournalEntry[] }> {
  const at = core.ports.clock.now();
  const frames: Uint8Array[] = [...repairs.frames];
  const entries: JournalEntry[] = [...repairs.entries];
  const addCheckpoint = (checkpoint: Checkpoint): void => {
    frames.push(checkpointFrame(checkpoint));
    entries.push({ kind: 'checkpoint', checkpoint });
  };
  if (Object.keys(repairs.lost).length > 0) addCheckpoint({ at, ...repairs.lost });
  const again = [...checked.rewound, ...checked.broken];
  // Offers first: the pages after them take back what the hub turns out to have.
  for (const checkpoint of await offersAfter(core, message, again)) addCheckpoint({ at, ...checkpoint });
  for (const { payload, page, proof } of checked.pages) {
    if (page.operations.length === 0) continue;
    frames.push(pageFrameWithout(core.memory.erased, payload, page, proof));
    entries.push({ kind: 'page', operations: page.operations });
  }
  for (const { hash, bytes } of wantedOf(session, chunks)) {
    frames.push(chunkFrame(bytes));
    entries.push({ kind: 'chunk', hash, bytes: bytes.slice() });
  }
  const { signed, contradictions } = judgePlaces(core.memory.witnessed, places, checked.read, at);
  const more = new Set(checked.more);
  const rereading = [...new Set([...core.memory.rereading, ...again])].filter((scope) => more.has(scope));
  addCheckpoint({
    at,
    // Another epoch counts once the answer says how its scopes stand ([RH1]).
    ...(message.sayCursors === true && core.memory.epoch !== null ? {} : { epoch: message.epoch }),
    ticket: message.ticket,
    // Another history has another list.
    ...(core.memory.epoch === null || core.memory.epoch === message.epoch ? {} : { revokedTo: 0 }),
    lastContact: at,
    ...(core.memory.wholeAt === null && more.size === 0 && message.sayCursors !== true ? { wholeAt: at } : {}),
    ...(message.identity === null ? {} : { identity: message.identity, ...leavingAfter(core, message.identity) }),
    ...heardOf(request, message.epoch),
    ...(checked.cursors.length === 0 ? {} : { cursors: changedCursors(request.cursors, checked.cursors) }),
    ...said,
    ...(signed.length === 0 ? {} : { signed: [...signed] }),
    ...log,
    ...(contradictions.length === 0 ? {} : { contradictions: [...contradictions] }),
    ...(again.length + core.memory.rereading.length === 0 ? {} : { rereading }),
  });
  return { frames, entries };
}

function saidOf(outcomes: readonly Outcome[], putAway: readonly OperationId[]) {
  return {
    ...(outcomes.length === 0 ? {} : { outcomes }),
    ...(putAway.length === 0 ? {} : { putAway: [...putAway] }),
  };
}

const receiptsIn = ({ receipts, erasureReceipts }: BuiltRequest) => receipts.length + erasureReceipts.length;

/** The receipts that the hub has now. */
function heardOf(
  { receipts, erasureReceipts }: BuiltRequest,
  epoch: string,
): Pick<Checkpoint, 'receipted' | 'erasuresReceipted'> {
  const erasures = erasureReceipts.map(({ erasure }) => erasure);
  return {
    ...(receipts.length === 0 ? {} : { receipted: receipts.map(({ scope, at }) => ({ scope, at })) }),
    ...(erasures.length === 0 ? {} : { erasuresReceipted: { erasures, epoch } }),
  };
}

/** The chunks that somebody here asked for. */
function wantedOf({ wanted }: SyncSession, chunks: readonly Uint8Array[]) {
  return chunks.map((bytes) => ({ hash: chunkHash(bytes), bytes })).filter(({ hash }) => wanted.has(hash));
}

function changedCursors(before: readonly Cursor[], after: readonly Cursor[]): Cursor[] {
  const known = new Map(before.map((cursor) => [cursor.scope, cursor]));
  return after.filter(({ scope, seq, chain }) => known.get(scope)?.seq !== seq || known.get(scope)?.chain !== chain);
}

function summary(
  session: SyncSession,
  request: BuiltRequest,
  reply: ReplyParts,
  checked: Pick<CheckedPages, 'more' | 'broken'>,
  entries: readonly JournalEntry[],
): Taken {
  let [received, outcomes, notAccepted, chunks] = [0, 0, 0, 0];
  for (const entry of entries) {
    if (entry.kind === 'page') received += entry.operations.length;
    if (entry.kind === 'chunk') {
      chunks += 1;
      session.wanted.delete(entry.hash);
    }
    if (entry.kind !== 'checkpoint') continue;
    for (const { kind } of entry.checkpoint.outcomes ?? []) {
      outcomes += 1;
      if (kind !== 'accepted' && kind !== 'duplicate') notAccepted += 1;
    }
  }
  // What the hub does not have makes way for what it may have.
  for (const hash of request.wants) if (session.wanted.delete(hash)) session.wanted.add(hash);
  session.hubWants.clear();
  for (const hash of reply.message.wants) session.hubWants.add(hash);
  const sayIds = reply.message.sayIds === true && request.namesPlaces;
  session.sayIds ||= sayIds;
  return {
    sayIds,
    asksForCursors: reply.message.sayCursors === true,
    received,
    outcomes,
    notAccepted,
    chunks,
    more: checked.more.length > 0,
    getsOn: received + checked.broken.length + outcomes > 0,
    packs: reply.packs,
    behind: reply.message.scopes.reduce((sum, { seq, end = seq }) => sum + Math.max(0, end - seq), 0),
  };
}
