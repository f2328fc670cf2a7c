/** Which policy question an operation asks. */
import type { Json } from '../../base/json.ts';
import { splitFieldKey } from '../declare-record.ts';
import type { OperationKind } from '../record-state.ts';
import { tracedFields, traceKey } from '../trace.ts';
import { notedKey, readNote } from '../translation/translation-note.ts';
import type { PolicyAction, PolicyQuestion } from './decide.ts';

/** What the decision needs to know of an operation, whoever carries it. */
export interface OperationSubject {
  readonly kind: OperationKind;
  readonly scope: string;
  readonly type: string;
  readonly field: string;
  readonly value: Json;
  /** True when the same batch of operations creates the record: its first values belong to the creation. */
  readonly creates: boolean;
  /** When it is asked. */
  readonly at?: number | undefined;
}

/** The question of an operation. A localised key is a translation, which more roles may write. */
export function questionOf(subject: OperationSubject): PolicyQuestion {
  return { scope: subject.scope, type: subject.type, action: actionOf(subject), at: subject.at };
}

function actionOf(subject: OperationSubject): PolicyAction {
  const judgement = judgementOf(subject);
  if (judgement !== null) return judgement;
  if (subject.creates) return 'create';
  if (subject.kind !== 'set') return subject.kind;
  if (subject.field === traceKey) return traceActionOf(subject);
  return actionOfKey(subject.field);
}

function actionOfKey(key: string): PolicyAction {
  return splitFieldKey(key)[1] === null ? 'edit' : 'translate';
}

/** A trace asks for what the changes that it names asked for ([CF5]), and one that names none for the right to edit. */
function traceActionOf(subject: OperationSubject): PolicyAction {
  const named = tracedFields(subject);
  return named.length > 0 && named.every((key) => actionOfKey(key) === 'translate') ? 'translate' : 'edit';
}

/** Who creates a record may fill it, yet not call its translations reviewed without the right to say so. */
function judgementOf({ field, value }: OperationSubject): PolicyAction | null {
  const state = notedKey(field) === null || field === traceKey ? undefined : readNote(value)?.state;
  if (state === 'reviewed') return 'review-translation';
  return state === 'final' ? 'finalise-translation' : null;
}
