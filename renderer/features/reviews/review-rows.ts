/** What the lists of reviews and of actions show, from catalogue entries. Pure. */
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { pickListed, type ShownText } from '../../../shared/domain/localised.ts';
import { type ActionState, actionStates } from '../../../shared/domain/review/action.ts';
import { isOutstanding, type Lateness, latenessOf } from '../../../shared/domain/review/action-progress.ts';
import { type ReviewState, reviewStates } from '../../../shared/domain/review/review.ts';
import { type TlpLevel, tlpLevels } from '../../../shared/domain/tlp.ts';

export interface ReviewRow {
  readonly id: string;
  readonly scope: string;
  readonly title: ShownText | null;
  readonly reference: string | undefined;
  /** A draft until somebody says otherwise. */
  readonly state: ReviewState;
  readonly subjectTitle: string;
  readonly start: string;
  readonly end: string | undefined;
  readonly marking: TlpLevel | undefined;
}

/** Every review, the latest event first. */
export function reviewRows(entries: readonly CatalogueEntry[], language: string): ReviewRow[] {
  return entries
    .map(({ id, scope, values }) => ({
      id,
      scope,
      title: pickListed(values, 'title', language),
      reference: textOf(values['reference']),
      state: reviewStates.find((state) => state === values['state']) ?? 'draft',
      subjectTitle: textOf(values['subjectTitle']) ?? '',
      start: textOf(values['start']) ?? '',
      end: textOf(values['end']),
      marking: tlpLevels.find((level) => level === values['marking']),
    }))
    .sort((a, b) => (a.start === b.start ? compare(b.id, a.id) : compare(b.start, a.start)));
}

export interface ReviewCounts {
  readonly findings: number;
  readonly outstanding: number;
  readonly overdue: number;
}

/** How much each review holds, and what is late in it. */
export function countsByReview(
  findings: readonly CatalogueEntry[],
  actions: readonly CatalogueEntry[],
  today: string,
): ReadonlyMap<string, ReviewCounts> {
  const counts = new Map<string, { findings: number; outstanding: number; overdue: number }>();
  const of = (review: string) => {
    const there = counts.get(review) ?? { findings: 0, outstanding: 0, overdue: 0 };
    counts.set(review, there);
    return there;
  };
  for (const { parent } of findings) of(parent).findings += 1;
  for (const { parent, values } of actions) {
    const facts = actionFacts(values);
    if (isOutstanding(facts)) of(parent).outstanding += 1;
    if (latenessOf(facts, today)?.kind === 'overdue') of(parent).overdue += 1;
  }
  return counts;
}

export interface ActionRow {
  readonly id: string;
  readonly scope: string;
  readonly review: string;
  readonly text: ShownText | null;
  readonly owner: string;
  readonly organisation: string;
  readonly state: ActionState;
  readonly due: string | undefined;
  readonly lateness: Lateness | null;
  readonly reviewTitle: ShownText | null;
  readonly changedStep: boolean;
  /** That of its review. */
  readonly marking: TlpLevel | undefined;
}

/** Actions whose review is here, the most urgent first: what is to be done by date, then what is done. */
export function actionRows(
  actions: readonly CatalogueEntry[],
  reviews: readonly CatalogueEntry[],
  language: string,
  today: string,
): ActionRow[] {
  const titles = new Map(reviews.map(({ id, values }) => [id, pickListed(values, 'title', language)]));
  const marks = new Map(reviews.map(({ id, values }) => [id, tlpLevels.find((level) => level === values['marking'])]));
  const rank = (row: ActionRow) => (isOutstanding(row) ? (row.due ?? '9999') : 'done');
  return actions
    .filter(({ parent }) => titles.has(parent))
    .map(({ id, scope, parent, values }): ActionRow => {
      const facts = actionFacts(values);
      return {
        id,
        scope,
        review: parent,
        text: pickListed(values, 'text', language),
        owner: textOf(values['owner']) ?? '',
        organisation: textOf(values['organisation']) ?? '',
        state: facts.state,
        due: facts.due,
        lateness: latenessOf(facts, today),
        reviewTitle: titles.get(parent) ?? null,
        changedStep: typeof values['appliedAt'] === 'number',
        marking: marks.get(parent),
      };
    })
    .sort((a, b) => compare(rank(a), rank(b)) || compare(a.id, b.id));
}

export const actionParts = ['outstanding', 'overdue', 'unowned', 'mine', 'done'] as const;
export type ActionPart = (typeof actionParts)[number];

/** Whether a row belongs to a part of the list; `me` is the name of whoever looks. */
export function isInPart(row: ActionRow, part: ActionPart, me: string): boolean {
  switch (part) {
    case 'overdue':
      return row.lateness?.kind === 'overdue';
    case 'unowned':
      return isOutstanding(row) && row.owner === '';
    case 'mine':
      return isOutstanding(row) && row.owner === me && me !== '';
    case 'done':
      return !isOutstanding(row);
    default:
      return isOutstanding(row);
  }
}

/** What the rules of actions read, from the catalogue. */
export function actionFacts(values: CatalogueEntry['values']) {
  return {
    state: actionStates.find((state) => state === values['state']) ?? 'open',
    due: textOf(values['due']),
  } as const;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
