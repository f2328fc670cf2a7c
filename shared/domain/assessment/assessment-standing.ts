/** What the marks of a session say of each person: pure, and the same on every laptop ([AM3]). */
import type { RecordId } from '../../base/ids.ts';
import { type AssessmentItem, scaleOf } from './assessment-item.ts';
import type { GivenMark } from './assessment-mark.ts';
import type { CompetencyResult } from './assessment-result.ts';

/** What one assessor gives for an item, after all that they marked. */
export interface GivenValue {
  /** One name for one assessor: who signed, and under which name. */
  readonly assessor: string;
  readonly by: string;
  readonly value: number;
  readonly note: string;
  readonly medium: 'laptop' | 'paper';
}

export interface ItemStanding {
  readonly item: AssessmentItem;
  /** Of assessors, in the order of their names. */
  readonly given: readonly GivenValue[];
  /** What the trainee thinks; never counted ([AM4]). */
  readonly own: number | null;
  /** Null while nobody marked it. */
  readonly isReached: boolean | null;
  /** Hundredths of the top, not rounded. */
  readonly share: number | null;
  /** Some are on one side of what is enough and some on the other ([AM5]). */
  readonly differs: boolean;
}

export interface CompetencyStanding {
  readonly competency: string;
  readonly state: 'open' | 'reached' | 'missed';
  readonly percent: number | null;
  readonly marked: number;
  readonly of: number;
  readonly differs: boolean;
}

export interface PersonStanding {
  readonly items: readonly ItemStanding[];
  readonly competencies: readonly CompetencyStanding[];
}

/** The name under which the values of one assessor are gathered. */
export const assessorOf = (author: string, by: string): string => `${author} ${by.trim()}`;

/** One assessor's last word on an item, or the trainee's. */
interface Last {
  readonly isOwn: boolean;
  readonly given: GivenValue | null;
}

/**
 * How everybody stands in the items of a course. `given` in the order that counts; `personOf` leads from a record to the one
 * shown in its place, so that marks on both records of one person are read together.
 */
export function standingsOf(
  items: readonly AssessmentItem[],
  given: readonly GivenMark[],
  personOf: (id: RecordId) => RecordId = (id) => id,
): (person: RecordId) => PersonStanding {
  const known = new Map(items.map((item) => [item.id, item]));
  const last = new Map<string, Map<string, Last>>();
  for (const { mark, author } of given) {
    const { item = '', person = '', value, by = '', note = '', seat, medium = 'laptop' } = mark;
    const of = known.get(item);
    if (of === undefined || (value !== undefined && !isOnScale(of, value))) continue;
    const isOwn = seat === 'trainee';
    const assessor = isOwn ? 'trainee' : assessorOf(author, by);
    const key = `${item} ${personOf(person)}`;
    const theirs = last.get(key) ?? new Map<string, Last>();
    last.set(key, theirs);
    theirs.set(assessor, { isOwn, given: value === undefined ? null : { assessor, by, value, note, medium } });
  }
  return (person) => {
    const each = items.map((item) => itemStanding(item, [...(last.get(`${item.id} ${person}`)?.values() ?? [])]));
    return { items: each, competencies: competenciesOf(each) };
  };
}

function isOnScale(item: AssessmentItem, value: number): boolean {
  const { lowest, most } = scaleOf(item);
  return Number.isInteger(value) && value >= lowest && value <= most;
}

function itemStanding(item: AssessmentItem, last: readonly Last[]): ItemStanding {
  const given = last.flatMap((each) => (each.given === null || each.isOwn ? [] : [each.given]));
  given.sort((a, b) => (a.by === b.by ? (a.assessor < b.assessor ? -1 : 1) : a.by < b.by ? -1 : 1));
  const own = last.find(({ isOwn }) => isOwn)?.given?.value ?? null;
  if (given.length === 0) return { item, given, own, isReached: null, share: null, differs: false };
  const { least, most } = scaleOf(item);
  const sum = given.reduce((total, { value }) => total + value, 0);
  const enough = given.filter(({ value }) => value >= least).length;
  return {
    item,
    given,
    own,
    // Sums are compared, not means: nothing is rounded.
    isReached: sum >= least * given.length,
    share: (100 * sum) / (most * given.length),
    differs: enough > 0 && enough < given.length,
  };
}

function competenciesOf(items: readonly ItemStanding[]): CompetencyStanding[] {
  const names = [...new Set(items.map(({ item }) => item.competency ?? ''))];
  return names.map((competency) => {
    const of = items.filter(({ item }) => (item.competency ?? '') === competency);
    const marked = of.filter(({ isReached }) => isReached !== null);
    const shares = marked.reduce((sum, { share }) => sum + (share ?? 0), 0);
    const isOpen = marked.length < of.length;
    return {
      competency,
      state: isOpen ? 'open' : of.every(({ isReached }) => isReached) ? 'reached' : 'missed',
      // A hair is added so that a third three times is a whole.
      percent: marked.length === 0 ? null : Math.floor(shares / marked.length + 1e-9),
      marked: marked.length,
      of: of.length,
      differs: of.some(({ differs }) => differs),
    };
  });
}

/** What would be recorded of somebody; null while one of their competencies is open, or there is none ([AM7]). */
export function resultOf({ competencies }: PersonStanding): CompetencyResult[] | null {
  if (competencies.length === 0 || competencies.some(({ state }) => state === 'open')) return null;
  return competencies.map(({ competency, state, percent }) => ({
    competency,
    reached: state === 'reached',
    percent: percent ?? 0,
  }));
}
