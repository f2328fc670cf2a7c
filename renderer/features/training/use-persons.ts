import { useQuery } from '@tanstack/react-query';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { type PersonRow, personRow } from '../../../shared/domain/training/roster.ts';
import { catalogueQuery } from '../../data/record-queries.ts';

/** One reading of a directory for every screen that shows it. */
const known = new WeakMap<readonly CatalogueEntry[], ReadonlyMap<string, PersonRow>>();

/** Everybody this laptop knows, by id; undefined while the list is read. */
export function usePersons(): ReadonlyMap<string, PersonRow> | undefined {
  const { data } = useQuery(catalogueQuery({ type: 'person' }));
  return data && personsOf(data);
}

function personsOf(entries: readonly CatalogueEntry[]): ReadonlyMap<string, PersonRow> {
  const before = known.get(entries);
  if (before !== undefined) return before;
  const persons = new Map(entries.map((entry) => [entry.id, personRow(entry)]));
  known.set(entries, persons);
  return persons;
}
