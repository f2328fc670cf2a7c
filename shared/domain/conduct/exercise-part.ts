/** What somebody's role in an exercise lets them see and do ([EX11] to [EX13], [EX23]). */
import type { Exercise } from '../exercise.ts';
import { foldText } from '../names/fold-text.ts';
import type { InjectStanding } from './conduct-standing.ts';
import type { Inject } from './inject.ts';

export const exerciseRoles = [
  'director',
  'controller',
  'lead-evaluator',
  'evaluator',
  'simulator',
  'player',
  'observer',
] as const;
export type ExerciseRole = (typeof exerciseRoles)[number];

/** The fields of an exercise that name people. */
export type NamedPeople = Pick<
  Exercise,
  'director' | 'controllers' | 'leadEvaluator' | 'evaluators' | 'simulators' | 'players' | 'observers'
>;

/** Names by role. */
export function peopleByRole(exercise: NamedPeople): Readonly<Record<ExerciseRole, readonly string[]>> {
  const one = (name: string | undefined) => (name === undefined ? [] : [name]);
  return {
    director: one(exercise.director),
    controller: exercise.controllers ?? [],
    'lead-evaluator': one(exercise.leadEvaluator),
    evaluator: exercise.evaluators ?? [],
    simulator: exercise.simulators ?? [],
    player: exercise.players ?? [],
    observer: exercise.observers ?? [],
  };
}

export interface ExercisePart {
  /** Roles under that name; none for somebody whom the exercise does not name. */
  readonly roles: readonly ExerciseRole[];
  /** Injects before they are fired, what is expected, and the instructions. */
  readonly seesAll: boolean;
  readonly mayConduct: boolean;
  readonly mayObserve: boolean;
  /** Rates targets and tasks under their own name. */
  readonly mayRate: boolean;
  /** Agrees on ratings: the lead evaluator, or the director of an exercise that names none ([EX21]). */
  readonly mayAgree: boolean;
}

/** A name as roles and ratings are found by it: without case, marks and more than one space. */
export function plainName(name: string): string {
  return foldText(name).replace(/\s+/g, ' ').trim();
}

/** What somebody is in an exercise, by the name in their profile. */
export function partOf(exercise: NamedPeople, name: string): ExercisePart {
  const people = peopleByRole(exercise);
  const folded = plainName(name);
  const roles = exerciseRoles.filter(
    (role) => folded !== '' && people[role].some((each) => plainName(each) === folded),
  );
  const isOne = (...of: readonly ExerciseRole[]) => roles.length === 0 || roles.some((role) => of.includes(role));
  return {
    roles,
    seesAll: isOne('director', 'controller', 'lead-evaluator', 'evaluator', 'simulator'),
    mayConduct: isOne('director', 'controller', 'simulator'),
    mayObserve: isOne('director', 'controller', 'lead-evaluator', 'evaluator', 'simulator'),
    mayRate: isOne('lead-evaluator', 'evaluator'),
    mayAgree: exercise.leadEvaluator === undefined ? isOne('director') : isOne('lead-evaluator'),
  };
}

/** The injects that somebody may see, without what is not for them. */
export function injectsFor<T extends Inject>(
  { seesAll }: ExercisePart,
  injects: readonly T[],
  standingOf: (inject: string) => InjectStanding,
): readonly T[] {
  if (seesAll) return injects;
  return injects
    .filter(({ id, kind }) => kind !== 'expected-action' && standingOf(id).state === 'fired')
    .map((inject) => ({ ...inject, expected: {}, instructions: {} }));
}
