/** What evaluators do, as drafts of facts. Pure; each is refused where the rules do not have it. */
import type { RecordId } from '../../base/ids.ts';
import { type Failure, fail, type Result } from '../../base/result.ts';
import type { FactPlace } from '../conduct/conduct-commands.ts';
import { createRecord, type EditFailure } from '../edit.ts';
import type { OperationDraft } from '../record-state.ts';
import { rating } from './rating.ts';
import { type ItemStanding, ratingOfPerson, valuesOf } from './rating-standing.ts';
import type { RatingValue, SaidValue } from './rating-value.ts';

/** It does not say why, and has to ([EX20], [EX21]). */
export type RatingRefused = Failure<'rating-refused'>;

type Drafts = Result<OperationDraft[], RatingRefused | EditFailure>;

export interface NewRating {
  readonly item: RecordId;
  readonly standing: ItemStanding;
  readonly value: SaidValue;
  readonly text: string;
  readonly language: string;
  readonly observations: readonly RecordId[];
}

/** Whether a rating says why, as one that is not P has to ([EX20]). */
export function saysWhy({ value, text, observations }: Pick<NewRating, 'value' | 'text' | 'observations'>): boolean {
  return value === 'P' || value === 'not-seen' || text.trim() !== '' || observations.length > 0;
}

/** Rates under the author's name; takes the place of what they said before, and of nobody else's. */
export function rateItem(place: FactPlace, { standing, ...values }: NewRating): Drafts {
  if (!saysWhy(values)) return fail({ kind: 'rating-refused' });
  const own = ratingOfPerson(standing, place.by);
  const of = own === null ? [] : [own.shown, ...own.apart].map(({ id }) => id);
  return made(place, { kind: 'rated', ...values, observations: [...values.observations], of });
}

export interface NewAgreement {
  readonly item: RecordId;
  readonly standing: ItemStanding;
  readonly value: RatingValue;
  readonly text: string;
  readonly language: string;
}

/** Whether an agreement says why, as one against somebody's rating has to ([EX21]). */
export function answersDissent({ standing, value, text }: Pick<NewAgreement, 'standing' | 'value' | 'text'>): boolean {
  return text.trim() !== '' || valuesOf(standing).every((each) => each === value);
}

/** Agrees on a rating; changes none, and names all that stood. */
export function agreeOn(place: FactPlace, { standing, ...values }: NewAgreement): Drafts {
  if (!answersDissent({ standing, ...values })) return fail({ kind: 'rating-refused' });
  const rated = standing.people.flatMap(({ shown, apart }) => [shown, ...apart]);
  const agreed = standing.agreed === null ? [] : [standing.agreed, ...standing.agreedApart];
  return made(place, { kind: 'agreed', ...values, of: [...rated, ...agreed].map(({ id }) => id) });
}

function made(
  { scope, id, ...place }: FactPlace,
  { text, language, ...values }: Parameters<typeof createRecord<typeof rating>>[2],
): Drafts {
  const why = (text as string).trim();
  const said = why === '' ? {} : { text: why, language };
  return createRecord(rating, { scope, id }, { ...place, ...values, ...said });
}
