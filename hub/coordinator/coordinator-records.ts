/** What the store port knows for the coordinator's page (hub-store.ts): the whole network at a glance, and decisions. */
import type { DeviceId, OperationId, PersonId, ScopeId } from '../../shared/base/ids.ts';
import type { Verdict } from '../../shared/domain/decision.ts';
import type { Profile } from '../../shared/domain/identity.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import type { Device, EnrolmentCode, KeptOperation, KeptReceipt } from '../sync/hub-store.ts';

export interface CoordinatorRecords {
  /** Every device, sorted by name, then id. */
  allDevices(): Promise<readonly Device[]>;
  /** Everybody, sorted by centre, then name. */
  allPersons(): Promise<readonly Profile[]>;
  /** What devices said they had read, at their last contact. */
  cursors(): Promise<readonly DeviceCursor[]>;
  /** The latest receipt of a purge of each device in each of these scopes. */
  latestReceipts(scopes: readonly ScopeId[]): Promise<readonly KeptReceipt[]>;
  /** When the hub received what stands at these places; places beyond the end are left out. */
  receivedAt(places: readonly Place[]): Promise<readonly (Place & { readonly at: number })[]>;
  /** How many operations are held, by scope and device. */
  heldCounts(): Promise<readonly { readonly scope: ScopeId; readonly device: DeviceId; readonly count: number }[]>;
  /** What is held in these scopes, oldest first, at most `limit`. */
  heldIn(scopes: readonly ScopeId[], limit: number): Promise<readonly KeptOperation[]>;
  /** Kept operations by id, locked until the transaction ends. */
  lockKept(ids: readonly OperationId[]): Promise<readonly KeptOperation[]>;
  saveDecisions(decisions: readonly Decision[]): Promise<void>;
  /** Decisions in these scopes, newest first, at most `limit`. */
  decisionsIn(scopes: readonly ScopeId[], limit: number): Promise<readonly Decision[]>;
  /** Returned and discarded operations of a device that it was not told of, or only since a time. */
  decisionsToTell(device: DeviceId, toldSince: number | null): Promise<readonly Decision[]>;
  /** The decisions about these operations, by operation. */
  decisionsAbout(operations: readonly OperationId[]): Promise<readonly Decision[]>;
  /** Says when their device was told of them; null when it still has to be. */
  markTold(operations: readonly OperationId[], at: number | null): Promise<void>;
  /** Codes that can still be used, newest first. */
  openCodes(now: number): Promise<readonly EnrolmentCode[]>;
}

export interface Place {
  readonly scope: ScopeId;
  readonly seq: number;
}

export interface DeviceCursor extends Place {
  readonly device: DeviceId;
}

/** Who decided what about a held operation, when and why; kept for ever. */
export interface Decision {
  readonly operation: StoredOperation;
  readonly device: DeviceId;
  /** What held it. */
  readonly reason: string;
  readonly verdict: Verdict;
  readonly note: string;
  /** The language of the note, as its writer said; null for those of before they were asked. */
  readonly noteLanguage: string | null;
  readonly by: PersonId;
  readonly at: number;
  readonly toldAt: number | null;
}
