/** What the store port knows of compaction (hub-store.ts): how far devices are, and which values were let go. */
import type { DeviceId, ScopeId } from '../../shared/base/ids.ts';

export interface CompactionRecords {
  /** Every scope, sorted. */
  allScopes(): Promise<readonly ScopeId[]>;
  /** How far a device is settled in each scope that it said something of ([CP3]). */
  settledOf(device: DeviceId): Promise<ReadonlyMap<ScopeId, number>>;
  /** Notes that; null forgets a scope. */
  saveSettled(device: DeviceId, settled: ReadonlyMap<ScopeId, number | null>): Promise<void>;
  /** How far each device is settled in a scope, those that never said so left out. */
  settledIn(scope: ScopeId): Promise<ReadonlyMap<DeviceId, number>>;
  /** Lets go of the values at these places of a scope ([CP1]). Those that were let go before stay as they are. */
  letGo(scope: ScopeId, seqs: readonly number[]): Promise<Freed>;
  /** The first place behind `after` whose value was let go; null when there is none. */
  firstLetGo(scope: ScopeId, after: number): Promise<number | null>;
  /** Throws away the packs of a scope that reach a place or begin behind it. */
  dropPacks(scope: ScopeId, from: number): Promise<void>;
  /** What is known of compaction in these scopes; scopes in which there was none are left out. */
  compactions(scopes: readonly ScopeId[]): Promise<readonly Compaction[]>;
  saveCompaction(compaction: Compaction): Promise<void>;
}

/** Values that were let go, and how many bytes less are stored. */
export interface Freed {
  readonly values: number;
  readonly bytes: number;
}

export interface Compaction extends Freed {
  readonly scope: ScopeId;
  /** Up to where operations were looked at that supersede others. */
  readonly lookedTo: number;
  readonly at: number;
}
