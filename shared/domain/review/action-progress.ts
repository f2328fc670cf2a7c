/** How far a corrective action has come: what is late, and which state may follow. */
import { daysBetween } from '../../base/plain-date.ts';
import { type Failure, fail, ok, type Result } from '../../base/result.ts';
import type { ActionState } from './action.ts';

/** What the rules read of an action, from its record or from the catalogue. */
export interface ActionFacts {
  readonly state?: ActionState | undefined;
  readonly due?: string | undefined;
}

export type Lateness =
  | { readonly kind: 'overdue'; readonly days: number }
  | { readonly kind: 'soon'; readonly days: number };

/** Somebody has to look up from their desk so many days before. */
const soonDays = 14;

/** Whether something is still to be done. An action without a state is open: nobody has said otherwise. */
export function isOutstanding({ state = 'open' }: ActionFacts): boolean {
  return state === 'open' || state === 'in-progress';
}

/** How late an action is, or that it soon will be; null when it is done, has no date or has time. `today` as a date. */
export function latenessOf(action: ActionFacts, today: string): Lateness | null {
  if (action.due === undefined || !isOutstanding(action)) return null;
  const days = daysBetween(today, action.due);
  if (days < 0) return { kind: 'overdue', days: -days };
  return days <= soonDays ? { kind: 'soon', days } : null;
}

/** An action is only verified by something that shows it: who verifies says what that is. */
export type EvidenceMissing = Failure<'evidence-missing'>;

/** The fields to set when an action moves to a state; it is dated when it is done, and no longer when it is not. */
export function moveAction(
  action: ActionFacts & { readonly doneOn?: string | undefined; readonly hasEvidence: boolean },
  state: ActionState,
  today: string,
): Result<{ readonly state: ActionState; readonly doneOn: string | null }, EvidenceMissing> {
  if (state === 'verified' && !action.hasEvidence) return fail({ kind: 'evidence-missing' });
  return ok({ state, doneOn: isOutstanding({ state }) ? null : (action.doneOn ?? today) });
}
