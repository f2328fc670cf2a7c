/** What the store port knows of erasures (hub-store.ts): the ledger, what is to be emptied, and who said that they did. */
import type { DeviceId, OperationId, RecordId, ScopeId } from '../../shared/base/ids.ts';
import type { Erased } from '../../shared/domain/erasure/erased.ts';
import type { ErasedRecord } from '../../shared/domain/erasure/erasure.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';

export interface ErasureRecords {
  /** What was erased of these records, for ever ([ER4]). */
  erased(records: readonly RecordId[]): Promise<Erased>;
  /** Notes an erasure in the ledger. One that is noted stays as it is. */
  saveErasure(erasure: PlacedErasure): Promise<void>;
  /** Erasures in these scopes, oldest first. */
  erasuresIn(scopes: readonly ScopeId[]): Promise<readonly Omit<PlacedErasure, 'records'>[]>;
  /** Lets go of the values of what is held, was refused or was decided on in a scope, where `goes` says so. Returns how many. */
  emptyKept(scope: ScopeId, goes: (operation: StoredOperation) => boolean): Promise<number>;
  /** Signed batches of a scope as they came, those behind a hash first, in order of their hashes. Emptied ones are left out. */
  batchesAfter(
    scope: ScopeId,
    hash: string,
    limit: number,
  ): Promise<readonly { readonly hash: string; readonly bytes: Uint8Array }[]>;
  /** Takes what batches say; that they came stays. */
  emptyBatches(hashes: readonly string[]): Promise<void>;
  /** A scope's attachments name these chunks no more. Chunks that none of any scope names go. */
  dropChunks(scope: ScopeId, hashes: readonly string[]): Promise<void>;
  /** Keeps receipts of erasures ([ER7]). Returns how many were new. */
  keepErasureReceipts(receipts: readonly KeptErasureReceipt[]): Promise<number>;
  erasureReceipts(scopes: readonly ScopeId[]): Promise<readonly KeptErasureReceipt[]>;
}

export interface PlacedErasure {
  /** The operation that erased. */
  readonly id: OperationId;
  readonly scope: ScopeId;
  readonly records: readonly ErasedRecord[];
  /** When this hub carried it out. */
  readonly at: number;
}

export interface KeptErasureReceipt {
  readonly device: DeviceId;
  readonly scope: ScopeId;
  readonly erasure: OperationId;
  /** By the device's clock. */
  readonly at: number;
  /** 64 bytes, hexadecimal. */
  readonly signature: string;
  /** By the hub's clock. */
  readonly receivedAt: number;
}
