import { useEffect, useState } from 'react';
import { byName, firstByName } from '../../../shared/domain/training/first-by-name.ts';
import type { PersonRow } from '../../../shared/domain/training/roster.ts';

type Persons = ReadonlyMap<string, PersonRow>;
type People = readonly PersonRow[];

/** Rows of a tall window: they are in order when the list first shows. */
const firstRows = 60;

/** What was sorted stays sorted while the directory is the same: coming back to the list costs nothing. */
const known = new WeakMap<People, { readonly language: string; readonly sorted: People }>();
const shownOf = new WeakMap<Persons, People>();

/** Everybody by the name that is shown, without those who are shown as somebody else. */
export function useSortedPeople(persons: Persons, language: string): People {
  return useNameOrder(shownPeople(persons), language);
}

/** People by the name that is shown; the first rows at once, of a large directory the rest when they are on the screen. */
export function useNameOrder(people: People, language: string): People {
  const [shown, setShown] = useState(() => atOnce(people, language));
  const [of, setOf] = useState({ people, language });
  if (of.people !== people || of.language !== language) {
    setOf({ people, language });
    setShown(of.language === language ? asBefore(shown, people, language) : atOnce(people, language));
  }
  useEffect(() => {
    const timer = setTimeout(() => setShown(sortedPeople(people, language)), 0);
    return () => clearTimeout(timer);
  }, [people, language]);
  return shown;
}

function atOnce(people: People, language: string): People {
  const before = known.get(people);
  if (before?.language === language) return before.sorted;
  return firstByName(people, language, firstRows);
}

/** Whoever scrolled far down keeps their place until the new order is there: those who came are behind. */
function asBefore(shown: People, people: People, language: string): People {
  const sorted = known.get(people);
  if (sorted?.language === language) return sorted.sorted;
  const byId = new Map(people.map((person) => [person.id, person]));
  const kept = shown.flatMap(({ id }) => byId.get(id) ?? []);
  for (const { id } of kept) byId.delete(id);
  return [...kept, ...byId.values()];
}

function sortedPeople(people: People, language: string): People {
  const before = known.get(people);
  if (before?.language === language) return before.sorted;
  const sorted = [...people].sort(byName(language));
  known.set(people, { language, sorted });
  return sorted;
}

function shownPeople(persons: Persons): People {
  const before = shownOf.get(persons);
  if (before !== undefined) return before;
  const shown = [...persons.values()].filter(({ sameAs }) => sameAs === null);
  shownOf.set(persons, shown);
  return shown;
}
