import type { TFunction } from 'i18next';
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
