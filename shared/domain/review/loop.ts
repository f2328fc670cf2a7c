/**
 * What became of a finding: the loop from what was seen to the next exercise that tests it. Each link is
 * closed, open (somebody is on it) or still to come.
 */
import type { RecordId } from '../../base/ids.ts';
import { timeIn } from '../../base/plain-date.ts';
import { splitFieldKey } from '../declare-record.ts';
import { type Step, step } from '../step.ts';
import { languageOfRecord, textsOf, translationOf, unitsOf } from '../translation/translation-unit.ts';
import type { ActionState } from './action.ts';
import { isOutstanding } from './action-progress.ts';

export type LinkState = 'closed' | 'open' | 'to-come';
export const loopLinks = ['finding', 'action', 'step', 'translations', 'exercise'] as const;
export type LoopLink = (typeof loopLinks)[number];

export interface LoopAction {
  readonly state?: ActionState | undefined;
  readonly playbook?: RecordId | undefined;
  readonly step?: RecordId | undefined;
  readonly appliedAt?: number | undefined;
}

export interface LoopExercise {
  readonly playbooks: readonly RecordId[];
  readonly start?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly state?: string | undefined;
}

/** How many translations of the changed wording say what it says now, of those there are. */
export interface CaughtUp {
  readonly done: number;
  readonly total: number;
}

export interface LoopFacts {
  readonly kind: 'strength' | 'improvement' | undefined;
  readonly actions: readonly LoopAction[];
  /** Null while no step has changed. */
  readonly translations: CaughtUp | null;
  readonly exercises: readonly LoopExercise[];
}

export interface Loop {
  readonly links: Readonly<Record<LoopLink, LinkState>>;
  readonly closed: number;
}

/** The state of each link. A strength without an action asks for nothing more: only its own link is there to close. */
export function loopOf(facts: LoopFacts): Loop {
  const changed = facts.actions.filter((action) => action.appliedAt !== undefined);
  const links = {
    finding: 'closed',
    action: actionLink(facts.actions),
    step: stepLink(facts.actions),
    translations: translationLink(facts.translations, changed.length > 0),
    exercise: exerciseLink(facts.exercises, changed),
  } as const;
  return { links, closed: loopLinks.filter((link) => links[link] === 'closed').length };
}

function actionLink(actions: readonly LoopAction[]): LinkState {
  if (actions.length === 0) return 'to-come';
  return actions.some(isOutstanding) ? 'open' : 'closed';
}

function stepLink(actions: readonly LoopAction[]): LinkState {
  const proposed = actions.filter((action) => action.step !== undefined);
  if (proposed.length === 0) return 'to-come';
  return proposed.every((action) => action.appliedAt !== undefined) ? 'closed' : 'open';
}

function translationLink(caughtUp: CaughtUp | null, hasChanged: boolean): LinkState {
  if (!hasChanged || caughtUp === null) return 'to-come';
  return caughtUp.done >= caughtUp.total ? 'closed' : 'open';
}

function exerciseLink(exercises: readonly LoopExercise[], changed: readonly LoopAction[]): LinkState {
  const next = nextExercises(exercises, changed);
  if (next.length === 0) return 'to-come';
  return next.some(({ state }) => state === 'held') ? 'closed' : 'open';
}

/** Exercises of a changed playbook that begin on the day of its change, by the calendar of their place, or later; the first one first. */
export function nextExercises<E extends LoopExercise>(
  exercises: readonly E[],
  changed: readonly LoopAction[],
): readonly E[] {
  const isNext = ({ playbooks, start, state, timeZone }: E) =>
    state !== 'cancelled' &&
    start !== undefined &&
    changed.some(
      ({ playbook, appliedAt = 0 }) =>
        playbook !== undefined && playbooks.includes(playbook) && start >= timeIn(timeZone, appliedAt).day,
    );
  return exercises.filter(isNext).sort((a, b) => ((a.start ?? '') < (b.start ?? '') ? -1 : 1));
}

/**
 * How many translations of a step's changed wording say what it says now. `original` is the language that the playbook
 * was written in; what was never translated counts neither way.
 */
export function caughtUpOf(view: Step, changedKey: string, original: string | null): CaughtUp {
  const [field] = splitFieldKey(changedKey);
  const unit = unitsOf(step, view, languageOfRecord(view, original)).find((each) => each.field === field);
  if (unit === undefined) return { done: 0, total: 0 };
  const texts = textsOf(view, field);
  const translated = Object.keys(texts).filter((lang) => lang !== unit.lang && texts[lang]);
  const isUpToDate = (lang: string) => translationOf(view, unit, lang).state !== 'outdated';
  return { done: translated.filter(isUpToDate).length, total: translated.length };
}
