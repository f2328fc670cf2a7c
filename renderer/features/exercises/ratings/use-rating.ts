import {
  agreeOn,
  type NewAgreement,
  type NewRating,
  rateItem,
} from '../../../../shared/domain/evaluation/rating-commands.ts';
import { useApply } from '../../../data/use-apply.ts';
import { useFactPlace } from '../board/use-conduct.ts';
import type { OpenExercise } from '../use-open-exercise.ts';

/** Each resolves with true when it is on this disk. */
export interface RatingActions {
  rate(rating: NewRating): Promise<boolean>;
  agree(agreement: NewAgreement): Promise<boolean>;
  readonly saving: boolean;
}

/** A rating is one more fact under the name of the person before the screen ([EX19]). */
export function useRating({ exercise }: OpenExercise): RatingActions {
  const newPlace = useFactPlace(exercise);
  const { apply, saving } = useApply();
  return {
    saving,
    rate: async (rating) => (await apply(rateItem(newPlace(), rating))).ok,
    agree: async (agreement) => (await apply(agreeOn(newPlace(), agreement))).ok,
  };
}
