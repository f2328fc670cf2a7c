/**
 * The ports of the engine. Everything that touches a disk, a network or a key is handed in; the desktop, the browser
 * edition, the headless device and the simulator differ in nothing else.
 */
import type { CertificateFailure } from '../base/certificate-failure.ts';
import type { OperationId, RecordId, ScopeId } from '../base/ids.ts';
import type { Failure, Result } from '../base/result.ts';
import type { CatalogueEntry, CatalogueQuery } from '../domain/catalogue.ts';
import type { HubKey } from '../domain/identity.ts';
import type { RecordState } from '../domain/record-state.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import type { Outcome } from '../protocol/outcome.ts';
import type { PackPlace } from '../protocol/pack.ts';
import type { IdentifiedPack, ReadyRows } from './identified-pack.ts';

export type { Verify } from '../protocol/hub-key.ts';

/** Identifies a pack in another thread; null for one that is not as its manifest says. Rejects when that thread cannot, or not in time. */
export type IdentifyPack = (payload: Uint8Array, place: PackPlace) => Promise<IdentifiedPack | null>;

/** How far a device has read a scope, and the chain hash there; written in one transaction with its rows. */
export interface Cursor {
  readonly scope: ScopeId;
  readonly seq: number;
  /** Hexadecimal, 16 bytes; all zero at seq 0. */
  readonly chain: string;
}

/** An operation made here that the hub has not yet answered for, in the order of making. */
export interface OutboxEntry {
  readonly id: OperationId;
  /** Counts up on this store; orders the outbox. */
  readonly position: number;
}

/** An operation that the hub refused or holds; kept readable for ever. */
export interface NotAccepted {
  readonly id: OperationId;
  readonly outcome: Extract<Outcome, { kind: 'quarantined' | 'refused' | 'needs-newer-hub' }>;
  /** Milliseconds since 1970, by this device's clock. */
  readonly at: number;
  /** When a person here had done with it ([HB9]). */
  readonly putAwayAt?: number;
  /** A mark of a move that waits at the hub while not all that it names is here: it does not count here ([MV5]). */
  readonly isApart?: true;
}

/** A `limit` for all there is. Larger numbers are more than IndexedDB takes. */
export const everything = 0x7fff_ffff;

/** Everything that one step of the engine changes, written in one transaction or not at all. */
export interface StoreChange {
  /**
   * Lost scopes: their operations, records and cursors, and their Lamport numbers, go before anything else of the change
   * is written ([SC2]). Outbox and refusals stay as they are.
   */
  readonly purge?: readonly ScopeId[];
  readonly operations?: readonly StoredOperation[];
  readonly records?: readonly RecordState[];
  /** Operations and records as rows that were made for this store; only for a store that answered `holdsNone`. */
  readonly ready?: readonly ReadyRows[];
  /** Records that show nothing any more, since every operation of theirs was refused. The operations stay. */
  readonly recordsRemove?: readonly { readonly scope: ScopeId; readonly id: RecordId }[];
  readonly outboxAdd?: readonly OperationId[];
  readonly outboxRemove?: readonly OperationId[];
  readonly notAccepted?: readonly NotAccepted[];
  readonly notAcceptedRemove?: readonly OperationId[];
  readonly cursors?: readonly Cursor[];
  /** Chunks of attachments by SHA-256 in hexadecimal. */
  readonly chunks?: readonly { readonly hash: string; readonly bytes: Uint8Array }[];
  readonly chunksRemove?: readonly string[];
  /**
   * Rows of which only what holds now may be left on the disk: what was written of them before goes, wherever the store still
   * has it ([ER5]). They stay what they are.
   */
  readonly renew?: { readonly operations: readonly OperationId[]; readonly records: readonly RecordId[] };
  /** Small named values of the engine: incarnation, hub epoch, grants, journal position. JSON. */
  readonly meta?: Readonly<Record<string, unknown>>;
}

/**
 * The storage port. `write` is atomic and durable when it resolves. One writer at a time: the engine queues its steps.
 * Every implementation passes test/contract/store.suite.ts.
 */
export interface Store {
  list(query: CatalogueQuery): Promise<readonly CatalogueEntry[]>;
  /** The states of the records that exist here, in the order asked for; unknown ids are left out. */
  open(ids: readonly RecordId[]): Promise<readonly RecordState[]>;
  operations(ids: readonly OperationId[]): Promise<readonly StoredOperation[]>;
  /** Whether none of these operations and records is here; a store without it takes no rows that are made ready. */
  holdsNone?(rows: ReadyRows): Promise<boolean>;
  /** All operations of a record, oldest first by (Lamport, id). */
  history(record: RecordId): Promise<readonly StoredOperation[]>;
  /**
   * The walk over everything that is held of a scope, in pieces of about `limit` operations and in the store's own order.
   * What is written meanwhile may be met or not, or twice; what is not written is met once.
   */
  scan(scope: ScopeId, limit: number): AsyncIterable<readonly StoredOperation[]>;
  /** The first `limit` waiting operations, in order. */
  outbox(limit: number): Promise<readonly StoredOperation[]>;
  /** Their ids, those too whose rows are gone. */
  outboxIds(limit: number): Promise<readonly OperationId[]>;
  outboxCount(): Promise<number>;
  notAccepted(): Promise<readonly NotAccepted[]>;
  cursors(): Promise<readonly Cursor[]>;
  chunk(hash: string): Promise<Uint8Array | null>;
  /** The hashes of all chunks that are here, without their bytes. */
  chunkHashes(): Promise<ReadonlySet<string>>;
  meta(name: string): Promise<unknown>;
  write(change: StoreChange): Promise<void>;
  /** Highest Lamport number seen in a scope; 0 when none. */
  lamport(scope: ScopeId): Promise<number>;
  /**
   * Forgets everything but these of the small named values, so that the store can be rebuilt from the journal. Never called on
   * doubt alone.
   */
  clear(keep?: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * The journal port: an append-only sequence of frames, fsynced before `append` resolves. What is in it is
 * enough to rebuild the store without a network.
 */
export interface Journal {
  append(frames: Uint8Array): Promise<Result<{ readonly position: number }, JournalFailure>>;
  /** Whole frames from a position on, in pieces; ends at a torn tail, which is reported and cut at the next append. */
  read(from: number): AsyncIterable<Uint8Array>;
  /** Bytes appended so far. */
  position(): Promise<number>;
  /**
   * Writes whole frames over whole frames of the same length: positions stay what they were. On the disk when it resolves; a
   * crash before leaves the frames of a file as they were, or all of them written over. The one way in which
   * anything ever leaves a journal ([SC4]). Throws when the lengths or the borders of frames differ.
   */
  overwrite(parts: readonly JournalPart[]): Promise<Result<null, JournalFailure>>;
}

/** Whole frames, and where the first of them begins. */
export interface JournalPart {
  readonly position: number;
  readonly frames: Uint8Array;
}

export type JournalFailure = Failure<'disk-full'> | (Failure<'journal-unwritable'> & { readonly reason: string });

/** Carries one request to the hub. The bytes are frames; the adapter adds nothing but HTTP. */
export interface Transport {
  exchange(request: Uint8Array): Promise<Result<Uint8Array, TransportFailure>>;
  /** Resolves when the next request may go; false: none may, the sync ends with what it has ([BG3], [BG4]). */
  ready?(): Promise<boolean>;
  /** The most that may move, in bytes a second; null without a limit. */
  rate?(): number | null;
}
/** What came of an answer before it was cut off, when anything did: whole packs in it count ([PK8]). */
export interface CutAnswer {
  readonly arrived?: Uint8Array | undefined;
}
export type TransportFailure =
  | (Failure<'hub-unreachable'> & CutAnswer)
  | (Failure<'hub-timeout'> & CutAnswer)
  /** The connection was not made; nothing was sent. */
  | CertificateFailure
  /** The hub is there and said no to the device itself: not enrolled, revoked. */
  | (Failure<'device-refused'> & {
      readonly reason: string;
      /** The hub's signed word that this device is revoked, hexadecimal ([RV5]). */
      readonly revocation?: string | undefined;
    })
  | (Failure<'hub-failed'> & { readonly status: number })
  | Failure<'not-enrolled'>;

/** Keeps what waits a second time, sealed to the hub ([WP1]). What the journal takes from then on is added by whoever keeps the journal. */
export interface SealedOutboxPort {
  /**
   * Begins it anew with these frames, in parts: what the journal takes once the first was asked for comes behind them. With the last it
   * takes the place of the one before. The keys are the hub's, oldest first. False: the one before goes on.
   */
  begin(asked: {
    readonly part: 'first' | 'more' | 'last';
    readonly hubKeys: HubKey[];
    readonly frames: Uint8Array;
  }): Promise<boolean>;
  /** Whether it lacks something that nothing but beginning anew brings. */
  isBehind?(): Promise<boolean>;
}

/** Signs with the device's key, which never leaves its keeper (main process, worker, key file). Ed25519, 64 bytes. */
export interface Signer {
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}
