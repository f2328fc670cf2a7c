/** What the screen of ratings shows. Pure. */
import { type ExercisePart, plainName } from '../../../../shared/domain/conduct/exercise-part.ts';
import type { GuideRow } from '../../../../shared/domain/evaluation/guide.ts';
import {
  type ItemStanding,
  ratingOfPerson,
  type StandingOf,
} from '../../../../shared/domain/evaluation/rating-standing.ts';
import type { Exercise } from '../../../../shared/domain/exercise.ts';

export interface RatingRow {
  readonly row: GuideRow;
  readonly standing: ItemStanding;
}

export function ratingRows(rows: readonly GuideRow[], standingOf: StandingOf): RatingRow[] {
  return rows.map((row) => ({ row, standing: standingOf(row.id) }));
}

/** Names over the columns: the evaluators of the exercise, then whoever else rated. */
export function evaluatorNames(exercise: Pick<Exercise, 'evaluators'>, rows: readonly RatingRow[]): string[] {
  const names = new Map<string, string>();
  const rated = rows.flatMap(({ standing }) => standing.people.map(({ name }) => name));
  for (const name of [...(exercise.evaluators ?? []), ...rated]) {
    if (!names.has(plainName(name))) names.set(plainName(name), name);
  }
  return [...names.values()];
}

export const ratingFilters = ['all', 'mine', 'differ', 'toAgree'] as const;
export type RatingFilter = (typeof ratingFilters)[number];

export function isUnder(filter: RatingFilter, { row, standing }: RatingRow, name: string): boolean {
  switch (filter) {
    case 'mine':
      return row.level !== 'objective' && ratingOfPerson(standing, name) === null;
    case 'differ':
      return standing.spread > 0;
    case 'toAgree':
      return isToAgree(standing);
    default:
      return true;
  }
}

/** Somebody rated it, and nothing that counts was agreed of that. */
export function isToAgree({ people, agreed, since }: ItemStanding): boolean {
  return people.length > 0 && (agreed === null || since.length > 0);
}

/** The next one below for which it holds, going round; null when there is none but itself. */
export function nextWhere(
  rows: readonly RatingRow[],
  current: string | null,
  holds: (row: RatingRow) => boolean,
): string | null {
  const at = rows.findIndex(({ row }) => row.id === current);
  const after = [...rows.slice(at + 1), ...rows.slice(0, Math.max(0, at))];
  return after.find(holds)?.row.id ?? null;
}

/** What somebody gives: their own rating, or the one that is agreed. */
export type Giving = 'rate' | 'agree';

/** What may be given of a row, the first one first. */
export function givingsOf(
  { level }: Pick<GuideRow, 'level'>,
  { mayRate, mayAgree }: Pick<ExercisePart, 'mayRate' | 'mayAgree'>,
): Giving[] {
  return [...(mayRate && level !== 'objective' ? (['rate'] as const) : []), ...(mayAgree ? (['agree'] as const) : [])];
}
