import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { person } from '../../../shared/domain/training/person.ts';
import { type PersonRow, personRow } from '../../../shared/domain/training/roster.ts';
import { catalogueQuery, linkedEntriesQuery } from '../../data/record-queries.ts';

/** One reading of a directory for every screen that shows it. */
const known = new WeakMap<readonly CatalogueEntry[], ReadonlyMap<string, PersonRow>>();

/** Everybody this laptop knows, by id; undefined while the list is read, and as long as nobody wants it. */
export function usePersons(wanted = true): ReadonlyMap<string, PersonRow> | undefined {
  const { data } = useQuery({ ...catalogueQuery({ type: person.type }), enabled: wanted });
  return data && personsOf(data);
}

/** The people whom these records of a session name, and those they were joined with; undefined while they are read. */
export function usePersonsOf(
  session: string,
  named: readonly CatalogueEntry[] | undefined,
): ReadonlyMap<string, PersonRow> | undefined {
  const ids = useMemo(() => {
    const found = named?.flatMap(({ values }) => (typeof values['person'] === 'string' ? [values['person']] : []));
    return found && [...new Set(found)].sort();
  }, [named]);
  const query = linkedEntriesQuery(person, { of: session, ids: ids ?? [], by: 'sameAs' });
  const { data } = useQuery({ ...query, enabled: ids !== undefined });
  return data && personsOf(data);
}

function personsOf(entries: readonly CatalogueEntry[]): ReadonlyMap<string, PersonRow> {
  const before = known.get(entries);
  if (before !== undefined) return before;
  const persons = new Map(entries.map((entry) => [entry.id, personRow(entry)]));
  known.set(entries, persons);
  return persons;
}
