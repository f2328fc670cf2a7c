/** What screens, importers and commands see of the engine. Everything answers from this disk; only `sync` needs a hub. */
import type { OperationId, PersonId, RecordId, ScopeId, TransactionId } from '../base/ids.ts';
import type { Failure, Result } from '../base/result.ts';
import type { CatalogueEntry, CatalogueQuery } from '../domain/catalogue.ts';
import type { HubKey, Profile, ScopeInfo } from '../domain/identity.ts';
import type { Grant } from '../domain/policy/roles.ts';
import type { Head, OperationDraft, RecordState } from '../domain/record-state.ts';
import type { NetworkGlance } from '../protocol/network-glance.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import type { SignedPlace } from '../protocol/signed-place.ts';
import type { CheckReport } from './check.ts';
import type { Purge } from './known-beside.ts';
import type { Lease } from './lease.ts';
import type { PartyApi } from './party-api.ts';
import type { JournalFailure, NotAccepted, TransportFailure } from './ports.ts';
import type { RoomApi } from './room/room-api.ts';
import type { Repair } from './take-repairs.ts';
import type { TravelApi } from './travel-api.ts';
import type { TypedPlace } from './typed-answers.ts';
import type { Contradiction } from './witness.ts';
import type { HubLog } from './witness-log.ts';
import type { AuditFailure } from './write-audit.ts';

export interface EngineApi extends RoomApi, PartyApi, TravelApi {
  list(query: CatalogueQuery): Promise<readonly CatalogueEntry[]>;
  open(ids: readonly RecordId[]): Promise<readonly RecordState[]>;
  /** Every operation of a record, oldest first. */
  history(record: RecordId): Promise<readonly StoredOperation[]>;
  /**
   * Saves drafts as one user action by one person: policy, journal append with fsync, then the store with its outbox.
   * When it resolves with ok the work is on this disk. All or nothing.
   */
  apply(author: PersonId, drafts: readonly OperationDraft[]): Promise<Result<Saved, ApplyFailure>>;
  /** Keeps an attachment's chunks, journaled like operations. Returns their SHA-256 hashes in order. */
  keepChunks(bytes: Uint8Array): Promise<Result<readonly string[], ApplyFailure>>;
  /** A chunk if it is on this disk. */
  chunk(hash: string): Promise<Uint8Array | null>;
  /** Says which attachments are wanted here, whole: what is left out is not wanted any more ([AT2]). */
  wantFiles(wanted: WantedFiles): Promise<void>;
  /** What is here of these attachments; those whose records are not here are left out. */
  filesHere(ids: readonly RecordId[]): Promise<readonly FileHere[]>;
  /** What attachments take on this disk. */
  fileUse(): Promise<FileUse>;
  /** One exchange with the hub after another until nothing is left to say either way; at least one request is made after the call. */
  sync(): Promise<Result<SyncReport, SyncFailure>>;
  /** Sees to it that the sealed copy has all that waits ([WP2]). Whether it has; true where none is kept. */
  sealCopy(): Promise<boolean>;
  status(): Promise<EngineStatus>;
  /** What the hub has not answered for yet, oldest first. */
  waiting(limit: number): Promise<readonly StoredOperation[]>;
  /** What the hub holds or refused, with the operations themselves. */
  notAccepted(): Promise<readonly (NotAccepted & { readonly operation: StoredOperation | null })[]>;
  /** A person has done with refused operations: they stay readable and count no more ([HB9]). Held ones are left as they are. */
  putAway(ids: readonly OperationId[]): Promise<Result<null, ApplyFailure>>;
  /** The network as the hub last told it to those who look after it; null for everybody else, or before it did ([SY14]). */
  networkGlance(): Promise<NetworkGlance | null>;
  /** Base and heads of a field in conflict: what both sides started from, and every value to choose from. */
  conflict(record: RecordId, field: string): Promise<FieldConflict | null>;
  /** What a person typed here as answers to a conflict, and did not accept yet ([CF13]). */
  typedAnswers(place: TypedPlace): Promise<readonly string[]>;
  /** Keeps these instead; none once it is settled. When it resolves with ok they are on this disk. */
  keepTyped(place: TypedPlace, texts: readonly string[]): Promise<Result<null, ApplyFailure>>;
  /**
   * Checks what is on this disk against itself and mends it from the journal ([VR6]). Saves and reads go on meanwhile; once a
   * day is enough.
   */
  check(): Promise<Result<CheckReport, CheckFailure>>;
  /** What was found wrong here and put right from the hub, newest last ([VR5]). */
  repairs(): Promise<readonly Repair[]>;
  /** What this device saw the hub sign, and where the hub did not keep to it ([AU3], [AU4]). */
  witness(): Promise<WitnessReport>;
  /** A scope's order with what the hub signed of it, as a file that anybody can check ([AU5]). */
  audit(scope: ScopeId): Promise<Result<Uint8Array, AuditFailure>>;
  /** Until when this device may work without a word from its hub, and whether that is over; null without a certificate ([LE1]). */
  lease(): Promise<Lease | null>;
  /** Lost scopes that were purged from this disk ([SC8]). */
  purges(): Promise<readonly Purge[]>;
  /** Who this installation is and who may use it. */
  identity(): Promise<EngineIdentity>;
}

export interface WantedFiles {
  /** Attachments that somebody asked for, in that order. */
  readonly files: readonly RecordId[];
  /** Scopes of which all attachments are kept here ([AT4]). */
  readonly scopes: readonly ScopeId[];
  /** Bytes that attachments of those scopes may fill this disk up to ([AT5]). */
  readonly quota: number;
}

export interface FileHere {
  readonly id: RecordId;
  /** How many chunks it has, and how many of them are here. */
  readonly chunks: number;
  readonly here: number;
}

export interface FileUse {
  /** Bytes of chunks that are here. */
  readonly bytes: number;
  /** Of each scope: its attachments, how many of them are here whole, and their bytes if all were. */
  readonly scopes: readonly {
    readonly scope: ScopeId;
    readonly files: number;
    readonly filesHere: number;
    readonly bytes: number;
  }[];
}

export interface Saved {
  readonly tx: TransactionId;
  readonly operations: readonly OperationId[];
}

export type ApplyFailure =
  | JournalFailure
  /** The policy denies it; nothing was saved. */
  | (Failure<'not-allowed'> & { readonly reason: string; readonly type: string })
  | Failure<'attachment-too-large'>
  | (Failure<'store-failed'> & { readonly reason: string });

export type CheckFailure = Failure<'store-failed'> & { readonly reason: string };

export type SyncFailure =
  | TransportFailure
  /** Scopes were left behind for a travel; they would come back ([TM3]). Nothing was sent. */
  | Failure<'travelling'>
  /** Nobody here has said yes to this hub yet: nothing was sent ([FC2]). */
  | Failure<'hub-not-agreed'>
  /** The answer was not one that a hub of a known version gives; nothing of it was kept. */
  | (Failure<'answer-unreadable'> & { readonly reason: string })
  /** The answer unpacks to more than is taken at once; nothing of it was kept ([SY21]). */
  | Failure<'answer-too-large'>
  /** Another major protocol version: one side must be updated first. Work goes on offline. */
  | (Failure<'version-mismatch'> & { readonly ours: number; readonly theirs: number })
  /** The hub said under its key that this device is revoked; what is here stays, what waits was handed over ([RV5]). */
  | (Failure<'device-revoked'> & OwnRevocation)
  /** The hub shows another key than the one that this device knows, and the old one did not sign it ([AU2]). */
  | Failure<'hub-key-changed'>
  /** What the answer moves is not signed with the hub's key ([AU3]). */
  | Failure<'hub-signature-invalid'>
  | JournalFailure
  | (Failure<'store-failed'> & { readonly reason: string });

/** That this device was revoked: when by the hub's clock, and by whom; null on the hub's own machine. */
export interface OwnRevocation {
  readonly at: number;
  readonly by: PersonId | null;
  /** It is asked to wipe itself, too ([WP4]). */
  readonly wipe?: true;
  /** What proves that to whoever wipes: the hub's signed word, hexadecimal, and its keys as they follow from the pinned one. */
  readonly proof?: { readonly statement: string; readonly hubKeys: HubKey[] };
}

export interface SyncReport {
  readonly requests: number;
  readonly sent: number;
  readonly received: number;
  readonly notAccepted: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
  /** Chunks of attachments that are wanted here and did not come: the hub does not have them yet ([AT3]). */
  readonly chunksWanted: number;
}

export interface EngineStatus {
  readonly waiting: number;
  /** Held or refused, and nobody here has done with it yet. */
  readonly notAccepted: number;
  readonly conflicts: number;
  /** Milliseconds since 1970 of the last completed exchange, or null. */
  readonly lastContact: number | null;
  /** How many operations came from the hub so far, until everything came once; null from then on ([SY13]). */
  readonly arriving: number | null;
  readonly phase: 'idle' | 'syncing';
  /** How far the sync under way is; null before its first answer and while there is none ([BG5]). */
  readonly progress: SyncProgress | null;
  readonly lastFailure: SyncFailure | null;
  /** Null while this device counts. */
  readonly revoked: OwnRevocation | null;
}

/** What one sync has done so far, and how much there is to do, as far as the hub has said. */
export interface SyncProgress {
  /** Operations that the hub answered for, and how many those and the waiting ones are together. */
  readonly sent: number;
  readonly toSend: number;
  /** Operations read, and how many those and the ones still to read are together. */
  readonly received: number;
  readonly toReceive: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
  /** Both ways together since it began; null before there is one. */
  readonly bytesPerSecond: number | null;
}

export interface WitnessReport {
  /** The last place of each scope that the hub signed for this device. */
  readonly places: readonly SignedPlace[];
  /** Oldest first. */
  readonly contradictions: readonly Contradiction[];
  /** The hub's log as this device saw it last, and cosigned it. */
  readonly log: HubLog;
}

export interface FieldConflict {
  readonly record: RecordState;
  readonly field: string;
  /** The latest operation that every head descends from, or null when the field began in conflict. */
  readonly base: StoredOperation | null;
  readonly heads: readonly Head[];
}

export interface EngineIdentity {
  readonly device: string | null;
  readonly profiles: readonly Profile[];
  readonly scopes: readonly ScopeInfo[];
  readonly grants: readonly Grant[];
}

/** What changed in the store: the change feed. Queries are invalidated by record type and record. */
export interface ChangeNotice {
  readonly types: readonly string[];
  readonly records: readonly RecordId[];
  /** Scopes of which everything went: any record may have been in one ([SC2]). */
  readonly purged?: readonly ScopeId[];
  /** By what reading is judged from now on, when that changed ([AR4], [LE2]). */
  readonly reading?: Reading;
  /** The sync status may have changed. */
  readonly status: boolean;
}

/** By what it is judged what of this device is shown. */
export interface Reading {
  /** The lease is over: the engine alone knows what is still shown ([LE2]). */
  readonly isLocked: boolean;
  /** All grants, where one of them ends by itself or is about some kinds; else none: they hide nothing ([AR4]). */
  readonly grants: readonly Grant[];
  /** It is later than this whatever a clock says: the hub was heard then. */
  readonly notBefore: number;
}
