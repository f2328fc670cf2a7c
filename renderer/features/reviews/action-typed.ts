/** What stands in the form of an action, and the fields that it becomes. Pure. */
import type { Json } from '../../../shared/base/json.ts';
import { type Action, type ActionElement, actionElements } from '../../../shared/domain/review/action.ts';

export interface TypedAction {
  readonly language: string;
  readonly text: string;
  /** Empty: of the review as a whole. */
  readonly finding: string;
  readonly owner: string;
  readonly organisation: string;
  readonly element: ActionElement;
  readonly start: string;
  readonly due: string;
}

/** The form of an action, in the language it was written in. */
export function typedOf(action: Action): TypedAction {
  const written = action.language ?? 'en';
  return {
    language: written,
    text: action.text[written] ?? '',
    finding: action.finding ?? '',
    owner: action.owner ?? '',
    organisation: action.organisation ?? '',
    element: action.element ?? actionElements[0],
    start: action.start ?? '',
    due: action.due ?? '',
  };
}

/** An action begins today, for a finding. */
export function newAction(language: string, finding: string, today: string): TypedAction {
  return {
    language,
    text: '',
    finding,
    owner: '',
    organisation: '',
    element: actionElements[0],
    start: today,
    due: '',
  };
}

export const dueBeforeStart = ({ start, due }: TypedAction): boolean => due !== '' && due < start;

/** By field key, as a save takes them; what is empty is cleared. */
export function keyed(values: TypedAction): Record<string, Json> {
  return {
    language: values.language,
    [`text.${values.language}`]: values.text.trim() || null,
    finding: values.finding || null,
    owner: values.owner.trim() || null,
    organisation: values.organisation.trim() || null,
    element: values.element,
    start: values.start || null,
    due: values.due || null,
  };
}
