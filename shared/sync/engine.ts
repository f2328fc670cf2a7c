/**
 * The engine: everything a device knows and does without asking anyone, and its conversation with the hub when there is
 * one. It owns no timer and no global; given the same ports and the same clock and random, it does the same
 * ([EN6]).
 */
import type { OperationId } from '../base/ids.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { attachment } from '../domain/attachment.ts';
import type { DeviceIdentity } from '../domain/identity.ts';
import { agreedParties, answerParty } from './agreed.ts';
import { checkStore } from './check.ts';
import { commitCheckpoint } from './commit-checkpoint.ts';
import type {
  ChangeNotice,
  EngineApi,
  EngineIdentity,
  EngineStatus,
  Reading,
  SyncFailure,
  SyncReport,
} from './engine-api.ts';
import { createEngineCore, type EngineCore, type EnginePorts, type StoreFailed, storeSafely } from './engine-core.ts';
import { conflictOf } from './field-conflict.ts';
import { glanceOf, trimGlance } from './kept-glance.ts';
import { leaseOf } from './lease.ts';
import { createOwnChunks, type OwnChunks } from './own-chunks.ts';
import { partiesAsked } from './parties.ts';
import type { PartyApi } from './party-api.ts';
import type { JournalFailure } from './ports.ts';
import { purgesShown } from './purge.ts';
import { catchUp } from './replay.ts';
import { answerRoom } from './room/answer-room.ts';
import { meet } from './room/meet.ts';
import { createRoom, type Room } from './room/room.ts';
import type { RoomApi } from './room/room-api.ts';
import { lacksShelved, loadIfUsed, unconfirmedOn } from './room/shelf.ts';
import { saveChunks, saveDrafts } from './save.ts';
import { createSealedCopy } from './sealed-copy.ts';
import { createShown, type Shown } from './shown.ts';
import { type StartReport, startCore } from './start.ts';
import { syncRounds } from './sync-rounds.ts';
import { createSyncSession } from './sync-session.ts';
import type { Repair } from './take-repairs.ts';
import { ownRevocation } from './take-revocations.ts';
import { leaveBehind, travelNow } from './travel.ts';
import type { TravelApi } from './travel-api.ts';
import { createTypedAnswers } from './typed-answers.ts';
import { filesHere, fileUse } from './wanted-files.ts';
import { auditOf } from './write-audit.ts';

export interface Engine extends EngineApi {
  /** What the start found. */
  readonly started: StartReport;
  /** Calls the listener after each change of the store or the sync status. Returns how to stop. */
  onChange(listener: (notice: ChangeNotice) => void): () => void;
  /** Asks the hub for a chunk in the next exchanges, after everything else ([SY9]). */
  want(hash: string): Promise<void>;
  /** By what it is judged now what is shown; changes are told ({@link ChangeNotice}). */
  reading(): Reading;
  /** Resolves when the store shows everything that was saved so far. */
  settled(): Promise<void>;
  /** Drops what was typed for conflicts that are settled: once after a start, and each goes with its conflict from then on ([CF13]). */
  forgetSettled(): Promise<void>;
  /** Takes on an identity after enrolment. */
  adopt(identity: DeviceIdentity): Promise<Result<null, JournalFailure>>;
  /** Ends after the steps under way and closes the store. */
  close(): Promise<void>;
}

export type StartFailure = JournalFailure | StoreFailed;

/** Brings store and journal together and starts on them. Works wholly offline. */
export async function startEngine(ports: EnginePorts): Promise<Result<Engine, StartFailure>> {
  const core = createEngineCore(ports);
  const started = await storeSafely(() => startCore(core));
  if (!started.ok) return started;
  if (!started.value.ok) return started.value;
  return ok(engineOn(core, started.value.value));
}

function engineOn(core: EngineCore, started: StartReport): Engine {
  const { store, clock, transport } = core.ports;
  const room = createRoom(core);
  const session = createSyncSession(clock, room.shelf, () => transport.rate?.() ?? null);
  const shown = createShown(core);
  const ownChunks = createOwnChunks(core, session);
  const copy = createSealedCopy(core, ownChunks);
  let running: Promise<Result<SyncReport, SyncFailure>> | null = null;
  let lastFailure: SyncFailure | null = null;

  /** Reads see what was saved: they wait for the store, and one that missed a write catches up first, when it can. */
  const read = async <T>(work: () => Promise<T>): Promise<T> => {
    await core.settled;
    if (core.stale) await core.queue.run(async () => storeSafely(async () => core.stale && catchUp(core)));
    shown.look();
    return work();
  };
  core.onChange(({ types }) => {
    if (session.wantedFiles !== null && types.includes(attachment.type)) session.wantsChanged = true;
  });
  void copy.renew(true);
  const tellStatus = (): void => core.tell({ types: [], records: [], status: true });
  const syncOnce = async (): Promise<Result<SyncReport, SyncFailure>> => {
    tellStatus();
    try {
      const result = await syncRounds(core, session);
      lastFailure = result.ok ? null : result.failure;
      await ownChunks.exchanged(result.ok);
      // Without a hub too: a copy that fell behind must not wait weeks for one.
      await copy.renew(result.ok && result.value.sent > 0);
      return result;
    } finally {
      running = null;
      session.progress = null;
      tellStatus();
    }
  };
  const status = async (): Promise<EngineStatus> => ({
    waiting: await store.outboxCount(),
    notAccepted: [...core.memory.refusals.values()].filter(({ putAwayAt }) => putAwayAt === undefined).length,
    conflicts: (await store.list({ inConflict: true })).length,
    lastContact: core.memory.lastContact,
    arriving: core.memory.wholeAt === null ? await readSoFar(core) : null,
    phase: running === null ? 'idle' : 'syncing',
    progress: session.progress,
    lastFailure,
    revoked: ownRevocation(core),
  });

  return {
    started,
    ...readsOn(core, shown, read),
    ...typedApiOn(core, shown, read),
    apply: (author, drafts) =>
      core.queue.runAhead(async () => {
        const answer = await saveDrafts(core, author, drafts);
        ownChunks.named(drafts);
        return { answer, rest: core.settled };
      }),
    reading: shown.reading,
    settled: () => core.settled,
    keepChunks: (bytes) => core.queue.run(() => keepChunks(core, ownChunks, bytes)),
    chunk: (hash) => read(() => store.chunk(hash)),
    async wantFiles(wanted) {
      session.wantedFiles = wanted;
      session.wantsChanged = true;
    },
    filesHere: (ids) => read(() => filesHere(store, ids)),
    fileUse: () => read(() => fileUse(store)),
    sync() {
      if (running !== null) session.isAskedAgain = true;
      running ??= syncOnce();
      return running;
    },
    status: () => read(status),
    waiting: (limit) => read(() => store.outbox(limit)),
    notAccepted: () => read(() => notAcceptedWithOperations(core)),
    putAway: (ids) => core.queue.run(() => putAway(core, ids)),
    check: () => storeSafely(() => checkStore(core, () => lacksShelved(core, room.shelf))),
    witness: () =>
      read(async () => ({
        places: Object.values(core.memory.witnessed),
        contradictions: core.memory.contradictions,
        log: core.memory.hubLog,
      })),
    audit: (scope) =>
      read(async () => {
        const written = await storeSafely(() => auditOf(core, scope));
        return written.ok ? written.value : written;
      }),
    identity: async () => identityOf(core),
    ...roomApiOn(core, room, shown),
    ...trustApiOn(core, room, read),
    onChange: core.onChange,
    async want(hash) {
      if ((await store.chunk(hash)) === null) session.wanted.add(hash);
    },
    async adopt(identity) {
      const adopted = await core.queue.run(() => adopt(core, identity));
      await copy.renew(true);
      return adopted;
    },
    sealCopy: () => copy.renew(false),
    async close() {
      if (running !== null) await running;
      await core.queue.run(() => store.close());
    },
  };
}

type Read = <T>(work: () => Promise<T>) => Promise<T>;

/** What is on this disk, as far as it may be shown ([AR4], [LE2]). */
function readsOn(
  core: EngineCore,
  shown: Shown,
  read: Read,
): Pick<EngineApi, 'list' | 'open' | 'history' | 'conflict' | 'networkGlance' | 'repairs'> {
  const { store } = core.ports;
  return {
    list: (query) => read(async () => shown.only(await store.list(query))),
    open: (ids) => read(async () => shown.only(await store.open(ids))),
    history: (record) => read(async () => shown.onlyOf(await store.history(record))),
    repairs: async () => ((await store.meta('repairs')) ?? []) as readonly Repair[],
    networkGlance: () => read(async () => (shown.reading().isLocked ? null : glanceOf(core))),
    conflict: (record, field) =>
      read(async () => {
        const [state] = await shown.only(await store.open([record]));
        return state === undefined ? null : conflictOf(state, field, await store.history(record));
      }),
  };
}

/** What is kept of a conflict that is not shown now is not shown either. */
function typedApiOn(
  core: EngineCore,
  shown: Shown,
  read: Read,
): Pick<Engine, 'typedAnswers' | 'keepTyped' | 'forgetSettled'> {
  const { at, keep, forgetSettled } = createTypedAnswers(core);
  const isShown = async (id: string) => (await shown.only(await core.ports.store.open([id]))).length > 0;
  return {
    typedAnswers: (place) => read(async () => ((await isShown(place.record)) ? at(place) : [])),
    keepTyped: keep,
    forgetSettled,
  };
}

function identityOf(core: EngineCore): EngineIdentity {
  const { identity } = core.memory;
  const { device, profiles, scopes, grants } = identity ?? { device: null, profiles: [], scopes: [], grants: [] };
  return { device, profiles, scopes, grants };
}

function roomApiOn(core: EngineCore, room: Room, shown: Shown): RoomApi {
  return {
    meet: async (address) => {
      const { room: line } = core.ports;
      return line === undefined ? fail({ kind: 'room-closed' }) : meet(core, room, line, address);
    },
    answerRoom: (exported, message) => answerRoom(core, room, exported, message),
    neighbours: async () => [...room.met.values()].reverse(),
    async unconfirmed(limit) {
      if (!(await loadIfUsed(core, room.shelf))) return { count: 0, operations: [] };
      const operations = await core.queue.run(() => unconfirmedOn(core, room.shelf));
      return { count: operations.length, operations: (await shown.onlyOf(operations)).slice(0, limit) };
    },
  };
}

/** Whom content goes to, what was left behind or lost, and until when a hub need not be heard. */
function trustApiOn(
  core: EngineCore,
  room: Room,
  read: Read,
): PartyApi & TravelApi & Pick<EngineApi, 'lease' | 'purges'> {
  return {
    parties: () => read(() => partiesAsked(core, room)),
    agreedParties: () => read(async () => agreedParties(core)),
    answerParty: (party, agreed) => answerParty(core, party, agreed),
    purges: () => read(async () => purgesShown(core)),
    leaveBehind: (scopes) => leaveBehind(core, scopes),
    travel: () => read(() => travelNow(core)),
    lease: async () => leaseOf(core),
  };
}

async function keepChunks(core: EngineCore, ownChunks: OwnChunks, bytes: Uint8Array): ReturnType<Engine['keepChunks']> {
  const kept = await saveChunks(core, bytes);
  if (kept.ok) await ownChunks.keep(kept.value);
  return kept;
}

async function adopt(core: EngineCore, identity: DeviceIdentity): Promise<Result<null, JournalFailure>> {
  const checkpoint = { at: core.ports.clock.now(), identity };
  const kept = await commitCheckpoint(core, checkpoint);
  if (!kept.ok) return fail(kept.failure);
  core.memory.identity = identity;
  await storeSafely(() => trimGlance(core));
  return kept;
}

async function readSoFar({ ports: { store } }: EngineCore): Promise<number> {
  return (await store.cursors()).reduce((sum, { seq }) => sum + seq, 0);
}

/** Journaled like everything that a person does ([JR4]). */
async function putAway(core: EngineCore, ids: readonly OperationId[]): Promise<Result<null, JournalFailure>> {
  const refused = ids.filter((id) => core.memory.refusals.get(id)?.outcome.kind === 'refused');
  if (refused.length === 0) return ok(null);
  const checkpoint = { at: core.ports.clock.now(), putAway: refused };
  return commitCheckpoint(core, checkpoint);
}

async function notAcceptedWithOperations({ ports: { store } }: EngineCore) {
  const refusals = await store.notAccepted();
  const operations = new Map((await store.operations(refusals.map(({ id }) => id))).map((one) => [one.id, one]));
  return refusals.map((refusal) => ({ ...refusal, operation: operations.get(refusal.id) ?? null }));
}
