import type { CatalogueEntry } from '../catalogue.ts';
import { person } from '../training/person.ts';
import { personRow } from '../training/roster.ts';
import { plainName } from './exercise-part.ts';

type Named = Pick<CatalogueEntry, 'id' | 'type' | 'scope' | 'values'>;

/**
 * Finds the records of people by a name that stands in words, in their script or in Latin letters, without case and marks. Those of
 * the scope in which it stands come before others of the same name ([EX29]). Pure.
 */
export function peopleByName<T extends Named>(entries: readonly T[]): (name: string, scope: string) => readonly T[] {
  const bearers = bearersOfNames(entries);
  return (name, scope) => {
    const all = bearers(name);
    const own = all.filter((entry) => entry.scope === scope);
    return own.length > 0 ? own : all;
  };
}

/** Finds everybody who bears a name, of whatever scope: where nobody may be left out ([CO3]). Pure. */
export function bearersOfNames<T extends Named>(entries: readonly T[]): (name: string) => readonly T[] {
  let byName: ReadonlyMap<string, readonly T[]> | null = null;
  return (name) => {
    byName ??= namesOf(entries);
    return byName.get(plainName(name)) ?? [];
  };
}

function namesOf<T extends Named>(entries: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const byName = new Map<string, T[]>();
  for (const entry of entries) {
    if (entry.type !== person.type) continue;
    const { name, transliteration } = personRow(entry);
    for (const plain of new Set([plainName(name), plainName(transliteration)])) {
      if (plain !== '') byName.set(plain, [...(byName.get(plain) ?? []), entry]);
    }
  }
  return byName;
}
