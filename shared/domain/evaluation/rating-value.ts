/** HSEEP's four ratings, and what each says of the objective ([EX17], [EX18]). */
export const ratingValues = ['P', 'S', 'M', 'U'] as const;
export type RatingValue = (typeof ratingValues)[number];

/** What an evaluator says of a target or a task: one of the four, or that they did not see it. */
export const saidValues = [...ratingValues, 'not-seen'] as const;
export type SaidValue = (typeof saidValues)[number];

/** P, S and M say that the objective was met, M too; U says that it was not. */
export function isMetBy(value: RatingValue): boolean {
  return value !== 'U';
}

/** One of the four, and not that somebody did not see it. */
export function isRatingValue(value: SaidValue | undefined): value is RatingValue {
  return value !== undefined && value !== 'not-seen';
}

/** How many steps lie between the best and the worst of them; none where fewer than two speak. */
export function spreadOf(values: readonly RatingValue[]): number {
  const places = values.map((value) => ratingValues.indexOf(value));
  return places.length === 0 ? 0 : Math.max(...places) - Math.min(...places);
}

/** The worst of them, or null. */
export function worstOf(values: readonly RatingValue[]): RatingValue | null {
  return ratingValues.findLast((value) => values.includes(value)) ?? null;
}
