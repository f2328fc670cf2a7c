import { useEffect, useState } from 'react';
import { byName, firstByName } from '../../../shared/domain/training/first-by-name.ts';
import type { PersonRow } from '../../../shared/domain/training/roster.ts';

type Persons = ReadonlyMap<string, PersonRow>;

/** Rows of a tall window: they are in order when the list first shows. */
const firstRows = 60;

/** What was sorted stays sorted while the directory is the same: coming back to the list costs nothing. */
const known = new WeakMap<Persons, { readonly language: string; readonly sorted: readonly PersonRow[] }>();

/** Everybody by the name that is shown; the first rows at once, of a large directory the rest when they are on the screen. */
export function useSortedPeople(persons: Persons, language: string): readonly PersonRow[] {
  const [shown, setShown] = useState(() => atOnce(persons, language));
  const [of, setOf] = useState({ persons, language });
  if (of.persons !== persons || of.language !== language) {
    setOf({ persons, language });
    setShown(atOnce(persons, language));
  }
  useEffect(() => {
    const timer = setTimeout(() => setShown(sortedPeople(persons, language)), 0);
    return () => clearTimeout(timer);
  }, [persons, language]);
  return shown;
}

function atOnce(persons: Persons, language: string): readonly PersonRow[] {
  const before = known.get(persons);
  if (before?.language === language) return before.sorted;
  return firstByName(shownPeople(persons), language, firstRows);
}

function sortedPeople(persons: Persons, language: string): readonly PersonRow[] {
  const before = known.get(persons);
  if (before?.language === language) return before.sorted;
  const sorted = shownPeople(persons).sort(byName(language));
  known.set(persons, { language, sorted });
  return sorted;
}

const shownPeople = (persons: Persons) => [...persons.values()].filter(({ sameAs }) => sameAs === null);
