/**
 * The operation: one field set, or one create, delete or restore, on one record; immutable and named by its hash.
 * This file holds the shape; operation-header.ts encodes and hashes it.
 */
import type { IncarnationId, OperationId, TransactionId } from '../base/ids.ts';
import type { OperationDraft } from '../domain/record-state.ts';

export interface Operation extends OperationDraft {
  readonly id: OperationId;
  /** Ties the operations of one user action together. */
  readonly tx: TransactionId;
  /** Logical time in its scope: one more than any the author had seen. Breaks ties for display only. */
  readonly lamport: number;
  /** Milliseconds since 1970 by the author's clock; display and audit only. */
  readonly wall: number;
  /** Version of the record schema that wrote it. */
  readonly schema: number;
  /**
   * Its value was let go ([CP1]): what the header holds in the value's place, 32 bytes in hexadecimal. `value` is null then
   * and says nothing. Absent in every operation that is whole.
   */
  readonly commitment?: string;
}

/** Whether the value of an operation is no longer kept. */
export function isLetGo({ commitment }: Pick<Operation, 'commitment'>): boolean {
  return commitment !== undefined;
}

/** Who carried an operation into the world: on a batch once, beside each operation in stores. */
export interface Origin {
  readonly author: string;
  readonly device: string;
  readonly incarnation: IncarnationId;
}

/** An operation as stores keep it. */
export interface StoredOperation extends Operation {
  readonly origin: Origin;
  /** Place in the scope's order at the hub; null while the hub has not accepted it. */
  readonly seq: number | null;
  /** Milliseconds since 1970 by the hub's clock when it received it; display and audit only. Absent or 0: not known. */
  readonly received?: number;
}
