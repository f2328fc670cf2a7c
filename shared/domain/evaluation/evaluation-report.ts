/** What a report says of an exercise's ratings, in one language: agreed, met or not, and each evaluator's own ([EX24]). */
import { type Localised, pickText } from '../localised.ts';
import type { GuideRow } from './guide.ts';
import type { Rating } from './rating.ts';
import type { StandingOf } from './rating-standing.ts';
import { isMetBy, isRatingValue, type RatingValue, type SaidValue, worstOf } from './rating-value.ts';

export interface ReportedRating {
  readonly name: string;
  readonly value: SaidValue;
  /** Why, in the words of its author. */
  readonly text: string;
  readonly isDissent: boolean;
}

export interface ReportedRow {
  readonly id: string;
  readonly level: GuideRow['level'];
  readonly number: string;
  readonly text: string;
  readonly agreed: RatingValue | null;
  /** Why it was agreed, and by whom. */
  readonly why: string;
  readonly agreedBy: string;
  /** Of an objective that was agreed: whether it was met ([EX18]). */
  readonly isMet: boolean | null;
  readonly ratings: readonly ReportedRating[];
  /** Ratings that the agreement did not see. */
  readonly since: number;
}

/** The rows of a guide as a report has them. */
export function evaluationReport(rows: readonly GuideRow[], standingOf: StandingOf, language: string): ReportedRow[] {
  const textOf = (texts: Localised, original: string | undefined) => pickText(texts, language, original)?.text ?? '';
  return rows.map(({ id, level, number, text, language: written }) => {
    const { agreed, people, dissent, since } = standingOf(id);
    const value = agreedValue(agreed);
    return {
      id,
      level,
      number,
      text: textOf(text, written),
      agreed: value,
      why: agreed?.text ?? '',
      agreedBy: agreed?.by ?? '',
      isMet: level === 'objective' && value !== null ? isMetBy(value) : null,
      ratings: people.map((person) => ({
        name: person.name,
        value: person.shown.value ?? 'not-seen',
        text: person.shown.text ?? '',
        isDissent: dissent.includes(person),
      })),
      since: since.length,
    };
  });
}

/** What was agreed, or null: an agreement says one of the four. */
export function agreedValue(agreed: Rating | null): RatingValue | null {
  return isRatingValue(agreed?.value) ? agreed.value : null;
}

/** The worst that was agreed for the targets of an objective: what whoever settles it looks at first, and may differ from. */
export function worstOfTargets(
  objective: string,
  rows: readonly GuideRow[],
  standingOf: StandingOf,
): RatingValue | null {
  const own = rows.filter((row) => row.level === 'target' && row.objective === objective);
  return worstOf(own.flatMap(({ id }) => agreedValue(standingOf(id).agreed) ?? []));
}

/** Whether anything was said of it: a report without a guide says nothing of ratings. */
export function isRated(rows: readonly GuideRow[], standingOf: StandingOf): boolean {
  return rows.some(({ id }) => standingOf(id).people.length > 0 || standingOf(id).agreed !== null);
}
