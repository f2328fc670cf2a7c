/**
 * What a store keeps of a record: for each field its heads, the operations that nothing has superseded.
 * Screens never see this; they see the view (view.ts).
 */
import type { DeviceId, OperationId, PersonId, RecordId, ScopeId } from '../base/ids.ts';
import type { Json } from '../base/json.ts';

/** One un-superseded operation of a field. */
export interface Head {
  readonly id: OperationId;
  readonly kind: OperationKind;
  readonly value: Json;
  /** Breaks ties for display. */
  readonly lamport: number;
  /** Milliseconds since 1970 by the author's clock; shown, never decided by. */
  readonly wall: number;
  readonly author: PersonId;
  readonly device: DeviceId;
}

/** Every kind of operation that this edition knows; others are stored and forwarded ([MG6]). */
export const operationKinds = ['create', 'set', 'delete', 'restore', 'move'] as const;
export type OperationKind = (typeof operationKinds)[number];

/** The field key under which a record's existence is kept: heads of every kind but set. */
export const existenceField = '@exists';

export interface RecordState {
  readonly scope: ScopeId;
  readonly type: string;
  readonly id: RecordId;
  /** Heads per field key, `@exists` among them, each list sorted by (lamport, id). Never an empty list. */
  readonly fields: Readonly<Record<string, readonly Head[]>>;
  /**
   * Operations that were superseded before they arrived, sorted by id and field; they must not become heads when they
   * do. The field is that of whoever supersedes: an operation has no power over another field.
   */
  readonly missing: readonly MissingOperation[];
  /** Texts of several heads that merge without a question, by field key ([CF4] of the sync engine's rules). */
  readonly merged?: Readonly<Record<string, string>>;
}

export interface MissingOperation {
  readonly id: OperationId;
  readonly field: string;
}

/** What a domain command returns: an operation before the engine gives it time, transaction and identity. */
export interface OperationDraft {
  readonly kind: OperationKind;
  readonly scope: ScopeId;
  readonly type: string;
  readonly record: RecordId;
  /** Field key, language included; `@exists` for every kind but set. */
  readonly field: string;
  readonly value: Json;
  /** Every head that the author saw and replaces. */
  readonly supersedes: readonly OperationId[];
}

/** The value of a delete, and part of a move's (move/moved.ts): the heads its author had seen, so that an edit elsewhere is not deleted with them. */
export interface DeleteValue {
  readonly seen?: readonly OperationId[];
}
