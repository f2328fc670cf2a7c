/** Which policy question an operation asks. */
import type { OperationId } from '../../base/ids.ts';
import { isJsonObject, type Json } from '../../base/json.ts';
import { splitFieldKey } from '../declare-record.ts';
import type { OperationKind } from '../record-state.ts';
import { areTexts, isTraceKey, textTraceKey, tracedFields } from '../trace.ts';
import { notedKey, readNote } from '../translation/translation-note.ts';
import type { DeedQuestion, PolicyAction } from './decide.ts';

/** What the decision needs to know of an operation, whoever carries it. */
export interface OperationSubject {
  readonly kind: OperationKind;
  readonly scope: string;
  readonly type: string;
  readonly field: string;
  readonly value: Json;
  /** What it stands in the place of; where it is not said, it may be anything. */
  readonly supersedes?: readonly OperationId[] | undefined;
  /** True when the same batch of operations creates the record: its first values belong to the creation. */
  readonly creates: boolean;
  /** When it is asked. */
  readonly at?: number | undefined;
}

/** The question of an operation. A localised key is a translation, which more roles may write. */
export function questionOf(subject: OperationSubject): DeedQuestion {
  const { scope, type, kind, field, at } = subject;
  const question = { scope, type, action: actionOf(subject), at };
  return kind === 'set' ? { ...question, field } : question;
}

function actionOf(subject: OperationSubject): PolicyAction {
  const judgement = judgementOf(subject);
  if (judgement !== null) return judgement;
  if (subject.creates) return 'create';
  if (subject.kind !== 'set') return subject.kind;
  if (isTraceKey(subject.field)) return traceActionOf(subject);
  return splitFieldKey(subject.field)[1] === null ? 'edit' : 'translate';
}

/**
 * A trace asks for the right to edit, unless it lies where those of texts do and names nothing else ([CF9]). Editions before that
 * had one field for all: there one of texts that takes the place of no other, and says of none that it saw it, ends no question.
 */
function traceActionOf(subject: OperationSubject): PolicyAction {
  const { field, value, supersedes } = subject;
  const endsNothing = supersedes?.length === 0 && isJsonObject(value) && value['saw'] === undefined;
  return areTexts(tracedFields(subject)) && (field === textTraceKey || endsNothing) ? 'translate' : 'edit';
}

/** Who creates a record may fill it, yet not call its translations reviewed without the right to say so. */
function judgementOf({ field, value }: OperationSubject): PolicyAction | null {
  const state = notedKey(field) === null || isTraceKey(field) ? undefined : readNote(value)?.state;
  if (state === 'reviewed') return 'review-translation';
  return state === 'final' ? 'finalise-translation' : null;
}
