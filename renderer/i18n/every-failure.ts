/** Every expected failure that can reach a screen has words: a kind without them fails to compile. */
import type { RecordAppendOnly, ValueInvalid } from '../../shared/domain/edit.ts';
import type { UndoFailure } from '../../shared/domain/undo.ts';
import type { Channel, IpcFailure } from '../../shared/ipc/contract.ts';
import type { ApplyFailure, SyncFailure } from '../../shared/sync/engine-api.ts';
import type { MeetFailure } from '../../shared/sync/room/room-api.ts';
import type { AuditFailure } from '../../shared/sync/write-audit.ts';
import type errors from './en/errors.json';

type AnyFailure =
  | ApplyFailure
  | SyncFailure
  | AuditFailure
  | MeetFailure
  | RecordAppendOnly
  | UndoFailure
  | ValueInvalid
  | IpcFailure<Channel>;
/** The contract's mark for a channel that has no expected failure. */
type NoFailure = 'never';
type Missing = Exclude<AnyFailure['kind'], keyof typeof errors | NoFailure>;

/** Kinds that have words; the error of a user of this type names those that have none. */
export type FailureKind = [Missing] extends [never] ? keyof typeof errors | NoFailure : { noWordsFor: Missing };
