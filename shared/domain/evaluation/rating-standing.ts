/** How a target, a task or an objective stands: who said what, what was agreed, who dissents. The same on every laptop ([EX22]). */
import type { RecordId } from '../../base/ids.ts';
import { plainName } from '../conduct/exercise-part.ts';
import type { Rating } from './rating.ts';
import { isRatingValue, type RatingValue, spreadOf } from './rating-value.ts';

/** What one evaluator says of an item. */
export interface PersonRating {
  /** As their rating spells it. */
  readonly name: string;
  /** The one that counts. */
  readonly shown: Rating;
  /** Made apart on another laptop, and standing beside it. */
  readonly apart: readonly Rating[];
  /** All that they ever said of it, the first first. */
  readonly all: readonly Rating[];
}

export interface ItemStanding {
  /** One for each person, in the order in which they first spoke. */
  readonly people: readonly PersonRating[];
  /** Steps between the best and the worst rating. */
  readonly spread: number;
  readonly agreed: Rating | null;
  /** Agreements made apart that stand beside it. */
  readonly agreedApart: readonly Rating[];
  /** Every agreement there ever was, the first first. */
  readonly agreements: readonly Rating[];
  /** Who rated it otherwise than what was agreed ([EX21]). */
  readonly dissent: readonly PersonRating[];
  /** Who rated after the agreement, or where it was not seen. */
  readonly since: readonly PersonRating[];
}

export type StandingOf = (item: RecordId) => ItemStanding;

const untouched: ItemStanding = {
  people: [],
  spread: 0,
  agreed: null,
  agreedApart: [],
  agreements: [],
  dissent: [],
  since: [],
};

/** Reads the ratings of an exercise, which stand in the order that counts. */
export function standingsOf(ratings: readonly Rating[]): StandingOf {
  const byItem = grouped(ratings, ({ item }) => item ?? '');
  const standings = new Map([...byItem].map(([item, facts]) => [item, standingOf(facts)]));
  return (item) => standings.get(item) ?? untouched;
}

/** What the person of this name says of an item, or null. */
export function ratingOfPerson({ people }: ItemStanding, name: string): PersonRating | null {
  return people.find((each) => plainName(each.name) === plainName(name)) ?? null;
}

/** The values that evaluators gave, in the order in which they spoke. */
export function valuesOf({ people }: Pick<ItemStanding, 'people'>): RatingValue[] {
  return people.flatMap(({ shown: { value } }) => (isRatingValue(value) ? [value] : []));
}

function standingOf(facts: readonly Rating[]): ItemStanding {
  const byPerson = grouped(
    facts.filter(({ kind }) => kind === 'rated'),
    ({ by = '' }) => plainName(by),
  );
  const people = [...byPerson.values()].map(personRating);
  const agreements = facts.filter(({ kind }) => kind === 'agreed');
  const open = standing(agreements);
  const agreed = open.at(-1) ?? null;
  const named = new Set(agreed?.of ?? []);
  return {
    people,
    spread: spreadOf(valuesOf({ people })),
    agreed,
    agreedApart: open.slice(0, -1),
    agreements,
    dissent: agreed === null ? [] : people.filter(({ shown }) => isOtherwise(shown, agreed)),
    since: agreed === null ? [] : people.filter(({ shown }) => !named.has(shown.id)),
  };
}

const isOtherwise = ({ value }: Rating, agreed: Rating) => isRatingValue(value) && value !== agreed.value;

function personRating(all: readonly Rating[]): PersonRating {
  const open = standing(all);
  const shown = open.at(-1) as Rating;
  return { name: shown.by ?? '', shown, apart: open.slice(0, -1), all };
}

/** Those that none of the others names: a rating takes the place of its own author's only, whatever it names ([EX19]). */
function standing(facts: readonly Rating[]): readonly Rating[] {
  const named = new Set(facts.flatMap(({ of }) => of ?? []));
  const open = facts.filter(({ id }) => !named.has(id));
  // They cannot name each other in a ring unless somebody forged one; then all of them stand.
  return open.length > 0 ? open : facts;
}

function grouped(facts: readonly Rating[], keyOf: (fact: Rating) => string): ReadonlyMap<string, readonly Rating[]> {
  const groups = new Map<string, Rating[]>();
  for (const fact of facts) {
    const key = keyOf(fact);
    const there = groups.get(key);
    if (there === undefined) groups.set(key, [fact]);
    else there.push(fact);
  }
  return groups;
}
