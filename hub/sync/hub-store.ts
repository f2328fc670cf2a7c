/**
 * The port that every decision of the hub is made over. PostgreSQL and memory implement it under
 * test/contract/hub-store.suite.ts; the simulator runs the real decisions on memory. Invariants: everything a
 * transaction writes becomes visible together or not at all; while a scope is locked nobody else appends to it, so
 * its sequence has no gaps in the order in which it becomes visible. Times are milliseconds since 1970.
 */
import type { DeviceId, OperationId, PersonId, RecordId, ScopeId, TransactionId } from '../../shared/base/ids.ts';
import type { Profile, ScopeInfo } from '../../shared/domain/identity.ts';
import type { Grant, Role } from '../../shared/domain/policy/roles.ts';
import { operationLimit } from '../../shared/protocol/limits.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import type { Outcome } from '../../shared/protocol/outcome.ts';
import type { AccessRecords } from '../access/access-records.ts';
import type { AccountRecords } from '../accounts/account-records.ts';
import type { AgreementRecords } from '../agreements/agreement-records.ts';
import type { SignerRecords } from '../approvals/signer-records.ts';
import type { AuditRecords, EventNotes } from '../audit/audit-records.ts';
import type { CompactionRecords } from '../compaction/compaction-records.ts';
import type { CoordinatorRecords } from '../coordinator/coordinator-records.ts';
import type { Sight, SightControl } from '../db/sight.ts';
import type { AskRecords } from '../enrol/ask-records.ts';
import type { ErasureRecords } from '../erasure/erasure-records.ts';
import type { Given, GrantRecords } from '../grants/grant-records.ts';
import type { PasskeyRecords } from '../passkeys/passkey-records.ts';
import type { LinkRecords } from '../provider/link-records.ts';
import type { TrustRecords } from '../trust/trust-records.ts';

export interface HubStore {
  /**
   * Runs work in one transaction: what it wrote is durable when this resolves, and undone when it rejects. The work may
   * run again after a collision with another transaction, so it does nothing outside the store. It sees everything, as the
   * hub's own work does, unless a sight is given (db/sight.ts).
   */
  transaction<T>(work: (tx: HubTransaction) => Promise<T>, sight?: Sight): Promise<T>;
}

export interface HubTransaction
  extends SightControl,
    NetworkRecords,
    ScopeLog,
    PackRecords,
    CompactionRecords,
    AccountRecords,
    PasskeyRecords,
    LinkRecords,
    AskRecords,
    CoordinatorRecords,
    TrustRecords,
    AuditRecords,
    EventNotes,
    AgreementRecords,
    AccessRecords,
    SignerRecords,
    GrantRecords,
    ErasureRecords {}

/** Who there is: the hub, people, grants, devices, codes. */
export interface NetworkRecords {
  /** Throws when the hub has not been founded. */
  hub(): Promise<HubIdentity>;
  /** Founds the hub; does nothing when it exists. */
  foundHub(hub: Omit<HubIdentity, 'keys' | 'nextEnd'>): Promise<void>;
  /** Adds the hub's next key. It is numbered like a change of grants, so that every device is told of it. */
  addHubKey(key: Omit<HubSigningKey, 'since'>): Promise<void>;
  /** Says that the hub's history may be another one from here on: it was restored from a backup ([RH1]). */
  renewEpoch(epoch: string): Promise<void>;
  addPerson(person: Profile): Promise<void>;
  persons(ids: readonly PersonId[]): Promise<readonly Profile[]>;
  /** Adds a scope, or says anew what it is called and whose it is. */
  addScope(scope: ScopeInfo): Promise<void>;
  scopes(ids: readonly ScopeId[]): Promise<readonly ScopeInfo[]>;
  /** Gives exactly these roles in a scope, ending the others; the hub's grants version goes up when that is a change. */
  setRoles(person: PersonId, scope: ScopeId, roles: readonly Role[], given?: Given): Promise<void>;
  /** Grants that nobody and nothing has ended, sorted by person, scope, role; one that ends by itself says when. */
  grants(persons: readonly PersonId[]): Promise<readonly Grant[]>;
  /** Grants that began at or before a grants version, those that ended since included: what could have been known. */
  grantsKnown(persons: readonly PersonId[], version: number): Promise<readonly Grant[]>;
  /** Whether any grant of these people began or ended after a grants version. */
  grantsChanged(persons: readonly PersonId[], since: number): Promise<boolean>;
  grantsVersion(): Promise<number>;
  addDevice(device: Device): Promise<void>;
  /** The device as it stands, without a lock. */
  device(id: DeviceId): Promise<Device | null>;
  /** The device, locked until the transaction ends. */
  lockDevice(id: DeviceId): Promise<Device | null>;
  /** Writes what changes in a device's life; its key, name and people never do. */
  saveDevice(device: Device): Promise<void>;
  addCode(code: EnrolmentCode): Promise<void>;
  /** The code, locked until the transaction ends. */
  lockCode(selector: string): Promise<EnrolmentCode | null>;
  saveCode(code: EnrolmentCode): Promise<void>;
}

/** What was said in each scope, in order. */
export interface ScopeLog {
  /** Locks the counters of scopes until the transaction ends, in one order for everyone. Unknown scopes are left out. */
  lockScopes(ids: readonly ScopeId[]): Promise<readonly ScopePosition[]>;
  /** Where scopes stand, without a lock. */
  positions(ids: readonly ScopeId[]): Promise<readonly ScopePosition[]>;
  /** Chain and digest of a scope at places; zeros at 0. Places beyond its end are left out. */
  marks(scope: ScopeId, seqs: readonly number[]): Promise<ReadonlyMap<number, Mark>>;
  /** Which of these operations have a place in the order. */
  accepted(ids: readonly OperationId[]): Promise<ReadonlyMap<OperationId, number>>;
  /** Which of these operations were not accepted before, and what was said of them. */
  kept(ids: readonly OperationId[]): Promise<ReadonlyMap<OperationId, KeptOutcome>>;
  records(ids: readonly RecordId[]): Promise<readonly KnownRecord[]>;
  /** Adds records or completes their creation. A record that meanwhile belongs elsewhere makes the work run again. */
  saveRecords(records: readonly KnownRecord[]): Promise<void>;
  /** Puts operations at the places that follow the scope's end, which must be locked, and moves its end. */
  append(scope: ScopeId, entries: readonly LogEntry[]): Promise<void>;
  /** Keeps what was not accepted; what was said of an operation last stands. */
  keep(entries: readonly KeptOperation[]): Promise<void>;
  /** Forgets that operations were not accepted, because now they are. */
  release(ids: readonly OperationId[]): Promise<void>;
  keepBatch(batch: KeptBatch): Promise<void>;
  /** Entries after a place, in order, until the next one would pass `budget` bytes, a whole number or not; at least one when there is any. */
  page(scope: ScopeId, after: number, budget: number): Promise<readonly LogEntry[]>;
  /** What stands at places of a scope; places beyond its end are left out ([OP6]). */
  named(scope: ScopeId, seqs: readonly number[]): Promise<ReadonlyMap<number, StoredOperation>>;
  /** What is held or was refused in a scope, oldest first. */
  keptIn(scope: ScopeId): Promise<readonly KeptOperation[]>;
  /** What waits for a hub of a newer edition, in all scopes, oldest first ([EV4]). */
  keptForNewer(): Promise<readonly KeptOperation[]>;
  /** What a device had read once it had the last answer, sorted by scope. */
  cursorsOf(device: DeviceId): Promise<readonly { readonly scope: ScopeId; readonly seq: number }[]>;
  saveCursors(device: DeviceId, cursors: readonly { readonly scope: ScopeId; readonly seq: number }[]): Promise<void>;
  /** Keeps receipts of purges ([SC5]). Those that are here already stay as they are, and are left out of the answer. */
  keepReceipts(receipts: readonly KeptReceipt[]): Promise<readonly KeptReceipt[]>;
  /** Receipts of a device, latest first. */
  receiptsOf(device: DeviceId): Promise<readonly KeptReceipt[]>;
  /** Remembers which chunks a scope's attachments name, and which device brought them up. */
  addChunkReferences(scope: ScopeId, device: DeviceId, hashes: readonly string[]): Promise<void>;
  /** Chunks that attachments of these scopes name, brought up by this device, and that are not here. */
  missingChunks(scopes: readonly ScopeId[], device: DeviceId, limit: number): Promise<readonly string[]>;
  /** Which of these chunks attachments of these scopes name. */
  referencedChunks(scopes: readonly ScopeId[], hashes: readonly string[]): Promise<ReadonlySet<string>>;
  saveChunks(chunks: readonly { readonly hash: string; readonly bytes: Uint8Array }[]): Promise<void>;
  chunk(hash: string): Promise<Uint8Array | null>;
}

/** Stretches of each scope's order, encoded once ([PK1]). They can be made again from the order at any time. */
export interface PackRecords {
  /** Lets one transaction at a time cut packs of a scope, until it ends. Appending goes on meanwhile. */
  lockPacks(scope: ScopeId): Promise<void>;
  /** The last place of the last pack, and of the last full one; 0 while there is none. */
  packedTo(scope: ScopeId): Promise<{ readonly all: number; readonly full: number }>;
  /** Packs of a scope that begin behind a place, in order, at most `limit`. */
  packsAfter(scope: ScopeId, after: number, limit: number): Promise<readonly Pack[]>;
  /** Which of these packs lie in these scopes, by their hashes. */
  packsNamed(scopes: readonly ScopeId[], hashes: readonly string[]): Promise<ReadonlyMap<string, Pack>>;
  packBytes(hash: string): Promise<Uint8Array | null>;
  /** Adds a pack. One that begins at the same place and is not full makes way for it; a full one is never replaced. */
  savePack(pack: Pack, bytes: Uint8Array): Promise<void>;
}

export interface Pack {
  /** SHA-256 of its bytes, hexadecimal. */
  readonly hash: string;
  readonly scope: ScopeId;
  readonly first: number;
  readonly last: number;
  /** The chain hash at its last place. */
  readonly chain: string;
  readonly isFull: boolean;
  /** Bytes of it. */
  readonly size: number;
  /** The hub's proof of it ([RH2]), hexadecimal; null when the hub had no key. */
  readonly proof: string | null;
}

export interface HubIdentity {
  /** UUID of the hub. */
  readonly id: string;
  /** UUID that changes when its history may have: cursors of another epoch start again. */
  readonly epoch: string;
  readonly networkName: string;
  readonly sample: boolean;
  /** Oldest first; the last one signs. Empty until the hub first started with a signing edition. */
  readonly keys: readonly HubSigningKey[];
  /** When the next grant in force ends by itself ([AR3]); absent while none does. */
  readonly nextEnd?: number;
}

/** A key pair of the hub. Its secret half leaves the database for the signing port and for nothing else. */
export interface HubSigningKey {
  /** Ed25519, hexadecimal, 32 bytes. */
  readonly publicKey: string;
  /** As the signing port made it. */
  readonly secret: Uint8Array;
  /** Signature by the key before it, hexadecimal; null for the first. */
  readonly endorsement: string | null;
  /** The grants version from which on devices know of it. */
  readonly since: number;
}

export interface Device {
  readonly id: DeviceId;
  readonly name: string;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** The people who use it: the only authors whose work it may carry as its own. */
  readonly persons: readonly PersonId[];
  readonly enrolledAt: number;
  readonly revokedAt: number | null;
  /** What its next request must carry; hexadecimal. */
  readonly ticket: string;
  /** The one before, still good when the last answer was lost. */
  readonly ticketBefore: string | null;
  /** First time that a ticket came which was neither. */
  readonly cloneSuspectedAt: number | null;
  readonly lastContact: number | null;
  readonly declaredWaiting: number;
  /** The grants version that it was last told of. */
  readonly grantsVersion: number;
  /** The incarnation that spoke last; null before the first contact. */
  readonly incarnation: string | null;
  /** When it last began a new life: its store was emptied or an old disk came back. Null for one in its first life. */
  readonly newLifeAt: number | null;
  /** The certificate that it was last given (device-certificate.ts), hexadecimal. */
  readonly certificate: string | null;
  /** From when on it gets a new one ([DC5]); null while it has none. */
  readonly renewAt: number | null;
}

export interface EnrolmentCode {
  /** The part of the code that finds it; not secret. */
  readonly selector: string;
  /** SHA-256 of the secret part, hexadecimal. */
  readonly secretHash: string;
  readonly persons: readonly PersonId[];
  readonly expiresAt: number;
  readonly triesLeft: number;
  readonly usedBy: DeviceId | null;
  /** The coordinator who made it; null when it was made on the hub's own machine. */
  readonly madeBy: PersonId | null;
  readonly madeAt: number;
}

/** A scope's order up to a place. Both hexadecimal, 16 bytes. */
export interface Mark {
  /** The chain hash there ([SY6]). */
  readonly chain: string;
  /** The sum of all ids up to there ([VR1]). */
  readonly digest: string;
}

export interface ScopePosition extends Mark {
  readonly scope: ScopeId;
  readonly seq: number;
}

/** An operation in its place, and the mark there. */
export interface LogEntry extends Mark {
  readonly seq: number;
  readonly operation: StoredOperation;
}

export interface KnownRecord {
  readonly id: RecordId;
  readonly scope: ScopeId;
  readonly type: string;
  /** Author and transaction of the create; null while only other operations of it have come. */
  readonly creator: PersonId | null;
  readonly createdTx: TransactionId | null;
}

export type KeptOutcome = Extract<Outcome, { kind: 'quarantined' | 'refused' | 'needs-newer-hub' }>;

export interface KeptOperation {
  readonly outcome: KeptOutcome;
  readonly operation: StoredOperation;
  readonly device: DeviceId;
  readonly at: number;
}

export interface KeptBatch {
  readonly scope: ScopeId;
  /** The device that brought it. */
  readonly device: DeviceId;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly at: number;
}

export interface KeptReceipt {
  readonly device: DeviceId;
  readonly scope: ScopeId;
  /** By the device's clock. */
  readonly at: number;
  /** 64 bytes, hexadecimal. */
  readonly signature: string;
  /** By the hub's clock. */
  readonly receivedAt: number;
}

/** Thrown by a store when two transactions collided; the work is run again. */
export class TransactionCollision extends Error {}

/** The most entries of one page, whatever its budget: as many as a device reads in one. */
export const pageLimit = operationLimit;
