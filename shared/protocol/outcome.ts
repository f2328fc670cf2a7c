/** What the hub says of each operation it was given. Resending is harmless. */
import type { OperationId } from '../base/ids.ts';
import type { DecisionNote } from './decision-note.ts';

/** Why an operation was not accepted. `owner` may put it right: the role to ask. */
export type RefusalReason =
  | 'no-grant-in-scope'
  | 'role-may-not'
  | 'unknown-type'
  | 'author-not-on-device'
  | 'record-belongs-elsewhere'
  | 'append-only'
  | 'value-invalid'
  /** The device's key was withdrawn before this came. */
  | 'device-revoked'
  /** A steward gave it back to its author, or laid it aside for good ([HB7]). */
  | 'returned'
  | 'discarded'
  /** Of a decision ([HB11]): nothing of what it is about is held any more, or all of it is its writer's own. */
  | 'not-held'
  | 'own-work'
  /** Of a decision that accepts: every device would have to refuse that by its form ([HB6]). */
  | 'cannot-be-accepted'
  /** Of a move: no agreement in force lets it go to the other centre ([AG3]). */
  | 'no-agreement'
  /** Of a word by which several decide: the device that signed it spoke for somebody else already ([OD3]). */
  | 'same-device';

/** What is waited for where it is no newer hub: the mark of a move lacks what the move brought into the new scope ([MV5]). */
export type WaitReason = 'move-incomplete';

export type Outcome =
  | { readonly kind: 'accepted'; readonly id: OperationId; readonly seq: number }
  | { readonly kind: 'duplicate'; readonly id: OperationId; readonly seq: number }
  /** Kept by the hub for a steward to decide. */
  | { readonly kind: 'quarantined'; readonly id: OperationId; readonly reason: RefusalReason; readonly owner: string }
  /** Refused; the device keeps it readable. */
  | {
      readonly kind: 'refused';
      readonly id: OperationId;
      readonly reason: RefusalReason;
      /** What was written by whoever returned or discarded it, when that was heard ([HB8]). */
      readonly decision?: DecisionNote;
    }
  /** Kept by the hub until it can tell: by a newer one, unless another reason is given. */
  | { readonly kind: 'needs-newer-hub'; readonly id: OperationId; readonly reason?: WaitReason };
