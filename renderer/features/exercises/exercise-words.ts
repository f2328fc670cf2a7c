import type { TFunction } from 'i18next';
import type { ConductPhase, InjectState } from '../../../shared/domain/conduct/conduct-standing.ts';
import type { ExerciseRole } from '../../../shared/domain/conduct/exercise-part.ts';
import { type InjectKind, type InjectMethod, injectMethods } from '../../../shared/domain/conduct/inject.ts';
import type { ExerciseKind, ExerciseState } from '../../../shared/domain/exercise.ts';
import type { TagTone } from '../../ui/tag.tsx';

type Words = TFunction<'exercises'>;

/** What kind of exercise it is. */
export function kindWord(t: Words, kind: ExerciseKind): string {
  return t(`kind.${kind}`);
}

/** How far an exercise has come. */
export function stateWord(t: Words, state: ExerciseState): string {
  return t(`state.${state}`);
}

export const stateTones: Readonly<Record<ExerciseState, TagTone>> = {
  planned: 'quiet',
  'under-way': 'accent',
  held: 'ok',
  cancelled: 'bad',
};

/** What somebody is in an exercise, in the plural where it names several. */
export function roleWord(t: Words, role: ExerciseRole): string {
  return t(`role.${role}`);
}

/** How far the conduct of an exercise has come, from its facts alone. */
export function phaseWord(t: Words, phase: ConductPhase): string {
  return t(`phase.${phase}`);
}

export const phaseTones: Readonly<Record<ConductPhase, TagTone>> = {
  planned: 'due',
  approved: 'ok',
  live: 'accent',
  ended: 'quiet',
};

export function injectKindWord(t: Words, kind: InjectKind): string {
  return t(`injectKind.${kind}`);
}

/** How an inject stands. */
export function injectStateWord(t: Words, state: InjectState): string {
  return t(`injectState.${state}`);
}

export const injectTones: Readonly<Record<InjectState, TagTone>> = {
  planned: 'quiet',
  deferred: 'due',
  fired: 'ok',
  dropped: 'quiet',
};

/** How an inject is delivered: a word of the interface, or the one that its list has. */
export function methodWord(t: Words, method: string): string {
  const known: InjectMethod | undefined = injectMethods.find((each) => each === method);
  return known === undefined ? method : t(`method.${known}`);
}
