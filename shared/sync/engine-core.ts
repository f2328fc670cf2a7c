/**
 * What every part of the engine stands on: the ports, the writers' queue, what is known of this device, and the one way
 * in which anything becomes durable: journal first, then store ([JR1], [JR2]).
 */

import { concat } from '../base/bytes.ts';
import type { OperationId } from '../base/ids.ts';
import type { Clock, Random } from '../base/ports.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { type Edition, thisEdition } from '../domain/edition.ts';
import { type Erased, erasedBy, nothingErased } from '../domain/erasure/erased.ts';
import type { DeviceIdentity } from '../domain/identity.ts';
import type { KeptRevocation } from '../protocol/revocation.ts';
import { absorb } from './absorb.ts';
import { type Checkpoint, type LeftScope, type PartyAnswer, rememberedMembers } from './checkpoint.ts';
import type { ChangeNotice } from './engine-api.ts';
import { type KnownErasure, takenAwayOf } from './erasing.ts';
import type { HeldDigests } from './held-digests.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { Purge } from './known-beside.ts';
import type {
  IdentifyPack,
  Journal,
  JournalFailure,
  NotAccepted,
  SealedOutboxPort,
  Signer,
  Store,
  StoreChange,
  Transport,
  Verify,
} from './ports.ts';
import { createQueue, type Queue } from './queue.ts';
import type { RoomTransport } from './room/room-api.ts';
import type { Contradiction, Witnessed } from './witness.ts';
import { type HubLog, unseenLog } from './witness-log.ts';

export interface EnginePorts {
  readonly store: Store;
  readonly journal: Journal;
  readonly transport: Transport;
  readonly signer: Signer;
  /** Checks what the hub signed. */
  readonly verify: Verify;
  /** Identifies packs in another thread, while this one absorbs those before; without it, this one does. */
  readonly identify?: IdentifyPack;
  readonly clock: Clock;
  readonly random: Random;
  /** Who the host says this device is; null before enrolment. What the hub said later, and the journal kept, wins. */
  readonly identity: DeviceIdentity | null;
  /** What this device knows of record types; today's edition unless a test says otherwise. The store is of the same one. */
  readonly edition?: Edition;
  /** Called while the journal is read at length: at the beginning of a rebuild and after each piece of any reading. */
  readonly onReplay?: (progress: ReplayProgress) => void;
  /** A sealed copy of what waits, that outlives a wipe; without it there is none. */
  readonly sealedOutbox?: SealedOutboxPort;
  /** Connections to other laptops in the room; without it there are none. */
  readonly room?: RoomTransport;
  /** Gives content to every hub and laptop unasked ([FC1]): a command that a person told so, and worlds of tests. */
  readonly unasked?: boolean;
}

/** How far a reading of the journal is, in bytes. */
export interface ReplayProgress {
  readonly read: number;
  readonly total: number;
}

/** How far the store has absorbed the journal, and a mark of the last append by which it knows the journal again. */
export interface JournalMark {
  readonly position: number;
  /** Where the last absorbed append begins, and the checksum of its first frame. */
  readonly from: number;
  readonly crc: number;
}

/** The small values of the store, held in memory between writes. */
export interface EngineMemory {
  mark: JournalMark | null;
  incarnation: string;
  identity: DeviceIdentity | null;
  epoch: string | null;
  ticket: string | null;
  lastContact: number | null;
  /** When an answer first left nothing more to read ([SY13]). */
  wholeAt: number | null;
  lastBatch: string | null;
  rereading: readonly string[];
  digests: HeldDigests;
  witnessed: Witnessed;
  contradictions: readonly Contradiction[];
  /** Everything that was revoked, as far as it is known here ([RV1]). */
  revocations: readonly KeptRevocation[];
  /** The place of the hub's list that was reached ([RV4]). */
  revokedTo: number;
  hubLog: HubLog;
  /** Scopes that are lost and not purged yet, under the names they had. */
  leaving: NonNullable<Checkpoint['leaving']>;
  purges: readonly Purge[];
  /** Everything that was ever erased in what is here, and what that takes ([ER4]). */
  erasures: readonly KnownErasure[];
  erased: Erased;
  refusals: Map<OperationId, NotAccepted>;
  /** What people answered about parties that content goes to for the first time ([FC3]). */
  parties: readonly PartyAnswer[];
  /** Scopes that somebody left behind for a travel ([TM1]). */
  left: readonly LeftScope[];
  /** The end of a lease that was seen to be over ([LE3]). */
  leaseOver: number | null;
}

export interface StoreFailed {
  readonly kind: 'store-failed';
  readonly reason: string;
}

/** The time by which grants end here: this clock's, and never before the last word of the hub, however far it is turned back. */
export function timeHere({ ports: { clock }, memory: { lastContact } }: Pick<EngineCore, 'ports' | 'memory'>): number {
  return Math.max(clock.now(), lastContact ?? 0);
}

export interface EngineCore {
  readonly ports: EnginePorts;
  readonly edition: Edition;
  readonly queue: Queue;
  readonly memory: EngineMemory;
  /** True when the journal holds something that the store missed. */
  stale: boolean;
  /** Resolves when the store has what the journal has, or is stale. Never rejects. */
  settled: Promise<void>;
  /**
   * Appends frames to the journal and answers; their entries are absorbed into the store after that, which `settled` waits
   * for. A store that fails then is stale and catches up later ([JR3]).
   */
  append(frames: readonly Uint8Array[], entries: readonly JournalEntry[]): Promise<Result<null, JournalFailure>>;
  /** The same, answered when the store has it too, or is stale. */
  commit(frames: readonly Uint8Array[], entries: readonly JournalEntry[]): Promise<Result<null, JournalFailure>>;
  /** Writes entries into the store as absorbed up to a mark. Throws when the store does. */
  absorbInto(entries: readonly JournalEntry[], mark: JournalMark): Promise<void>;
  /** Reads the small values again. Throws when the store does. */
  remember(): Promise<void>;
  onChange(listener: (notice: ChangeNotice) => void): () => void;
  tell(notice: ChangeNotice): void;
}

export function createEngineCore(ports: EnginePorts): EngineCore {
  const listeners = new Set<(notice: ChangeNotice) => void>();
  const { edition = thisEdition } = ports;
  const memory = emptyMemory(ports.identity);
  const put = async (change: StoreChange, mark: JournalMark): Promise<void> => {
    const whole: StoreChange = { ...change, meta: { ...change.meta, journal: mark } };
    await ports.store.write(whole);
    takeOver(memory, whole, ports.identity);
    core.tell(noticeOf(whole, edition));
  };
  const settle = async (reading: Promise<Result<StoreChange, StoreFailed>>, mark: JournalMark): Promise<void> => {
    const change = await reading;
    // A store that misses something before this catches up from its mark, which must not pass what is missing ([JR3]).
    if (core.stale) return;
    try {
      if (!change.ok) throw new Error(change.failure.reason);
      await put(change.value, mark);
    } catch {
      core.stale = true;
      // Whoever asks for the status next makes the store catch up, and is told then what changed.
      core.tell({ types: [], records: [], status: true });
    }
  };
  const core: EngineCore = {
    ports,
    edition,
    queue: createQueue(),
    memory,
    stale: false,
    settled: Promise.resolve(),
    async commit(frames, entries) {
      const kept = await core.append(frames, entries);
      if (kept.ok) await core.settled;
      return kept;
    },
    async append(frames, entries) {
      const bytes = concat(...frames);
      // Reading what the entries touch needs not wait for the disk; writing does ([JR1]).
      const reading = storeSafely(() => absorb(ports.store, entries, memory, edition.declarationOf));
      const appended = await ports.journal.append(bytes);
      if (!appended.ok) return appended;
      const { position } = appended.value;
      core.settled = settle(reading, { position, from: position - bytes.length, crc: crcOfFrame(bytes) });
      return ok(null);
    },
    async absorbInto(entries, mark) {
      await put(await absorb(ports.store, entries, memory, edition.declarationOf), mark);
    },
    remember: () => readMemory(ports, memory),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(notice) {
      for (const listener of [...listeners]) listener(notice);
    },
  };
  return core;
}

/** Turns what a store throws into a failure: one of the four borders where exceptions become values. */
export async function storeSafely<T>(work: () => Promise<T>): Promise<Result<T, StoreFailed>> {
  try {
    return ok(await work());
  } catch (error) {
    return fail({ kind: 'store-failed', reason: error instanceof Error ? error.message : String(error) });
  }
}

/** The checksum that the first frame of these bytes carries. */
export function crcOfFrame(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(16);
}

function emptyMemory(identity: DeviceIdentity | null): EngineMemory {
  return {
    mark: null,
    incarnation: '',
    identity,
    epoch: null,
    ticket: null,
    lastContact: null,
    wholeAt: null,
    lastBatch: null,
    rereading: [],
    digests: {},
    witnessed: {},
    contradictions: [],
    revocations: [],
    revokedTo: 0,
    hubLog: unseenLog,
    leaving: [],
    purges: [],
    erasures: [],
    erased: nothingErased,
    refusals: new Map(),
    parties: [],
    left: [],
    leaseOver: null,
  };
}

async function readMemory({ store, identity }: EnginePorts, memory: EngineMemory): Promise<void> {
  const names = [
    'journal',
    'digests',
    'witnessed',
    'contradictions',
    'revocations',
    'hubLog',
    'purges',
    ...rememberedMembers,
  ];
  // All at once: each is a way to the disk's process and back, and every start waits for them.
  const [refusals, ...values] = await Promise.all([store.notAccepted(), ...names.map((name) => store.meta(name))]);
  const meta = Object.fromEntries(names.map((name, at) => [name, values[at]]));
  Object.assign(memory, emptyMemory(identity));
  takeOver(memory, { meta, notAccepted: refusals }, identity);
}

function takeOver(memory: EngineMemory, change: StoreChange, host: DeviceIdentity | null): void {
  for (const id of change.notAcceptedRemove ?? []) memory.refusals.delete(id);
  for (const refusal of change.notAccepted ?? []) memory.refusals.set(refusal.id, refusal);
  const meta = change.meta ?? {};
  const has = (name: string) => meta[name] !== undefined;
  if (has('journal')) memory.mark = meta['journal'] as JournalMark | null;
  if (has('incarnation')) memory.incarnation = (meta['incarnation'] as string | null) ?? '';
  if (has('epoch')) memory.epoch = meta['epoch'] as string | null;
  if (has('ticket')) memory.ticket = meta['ticket'] as string | null;
  if (has('lastContact')) memory.lastContact = meta['lastContact'] as number | null;
  if (has('wholeAt')) memory.wholeAt = meta['wholeAt'] as number | null;
  if (has('lastBatch')) memory.lastBatch = meta['lastBatch'] as string | null;
  if (has('rereading')) memory.rereading = (meta['rereading'] as string[] | null) ?? [];
  if (has('digests')) memory.digests = (meta['digests'] as HeldDigests | null) ?? {};
  if (has('witnessed')) memory.witnessed = (meta['witnessed'] as Witnessed | null) ?? {};
  if (has('contradictions')) memory.contradictions = (meta['contradictions'] as Contradiction[] | null) ?? [];
  if (has('revocations')) memory.revocations = (meta['revocations'] as KeptRevocation[] | null) ?? [];
  if (has('revokedTo')) memory.revokedTo = (meta['revokedTo'] as number | null) ?? 0;
  if (has('hubLog')) memory.hubLog = (meta['hubLog'] as HubLog | null) ?? unseenLog;
  if (has('leaving')) memory.leaving = (meta['leaving'] as EngineMemory['leaving'] | null) ?? [];
  if (has('parties')) memory.parties = (meta['parties'] as PartyAnswer[] | null) ?? [];
  if (has('left')) memory.left = (meta['left'] as LeftScope[] | null) ?? [];
  if (has('leaseOver')) memory.leaseOver = meta['leaseOver'] as number | null;
  if (has('purges')) {
    Object.assign(memory, takenAwayOf(meta['purges']));
    memory.erased = erasedBy(memory.erasures.map(({ records }) => records));
  }
  // Another device's identity in the journal means that this installation was enrolled anew: the host knows.
  const kept = meta['identity'] as DeviceIdentity | null | undefined;
  if (kept && (host === null || host.device === kept.device)) memory.identity = kept;
}

function noticeOf(change: StoreChange, edition: Edition): ChangeNotice {
  const { operations = [], ready = [] } = change;
  const records = new Set([...operations.map(({ record }) => record), ...(change.records ?? []).map(({ id }) => id)]);
  for (const rows of ready) for (const id of rows.records) records.add(id);
  for (const { id } of change.recordsRemove ?? []) records.add(id);
  const types = new Set([...operations, ...(change.records ?? [])].map(({ type }) => type));
  for (const rows of ready) for (const type of rows.types) types.add(type);
  if (change.purge?.length) {
    for (const { type } of edition.declarations) types.add(type);
    return { types: [...types].sort(), records: [...records], purged: change.purge, status: true };
  }
  return { types: [...types].sort(), records: [...records], status: true };
}
