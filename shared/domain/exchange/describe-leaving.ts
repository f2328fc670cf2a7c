/** What else there is to know of records before they leave: in which languages they are, and how many people they name. Pure. */
import type { CatalogueEntry } from '../catalogue.ts';
import { splitFieldKey } from '../declare-record.ts';
import { person } from '../training/person.ts';

export interface LeavingFacts {
  /** Languages by how many records hold a text in them, the most first. */
  readonly languages: readonly (readonly [language: string, records: number])[];
  /** People with a record of their own, and names in fields that say who somebody is. */
  readonly people: number;
}

/** Listed fields that name somebody in other records. */
const namingPeople = ['owner', 'director', 'leadEvaluator', 'facilitator'] as const;
/** Listed fields that name several. */
const namingSeveral = ['controllers', 'evaluators', 'simulators', 'players', 'observers'] as const;

export function describeLeaving(leaving: readonly CatalogueEntry[]): LeavingFacts {
  const languages = new Map<string, number>();
  const records = new Set<string>();
  const names = new Set<string>();
  for (const { type, id, values } of leaving) {
    if (type === person.type) records.add(id);
    for (const language of languagesOf(values)) languages.set(language, (languages.get(language) ?? 0) + 1);
    const said = [
      ...namingPeople.map((field) => values[field]),
      ...namingSeveral.flatMap((field) => values[field] ?? []),
    ];
    for (const name of said) if (typeof name === 'string' && name.trim() !== '') names.add(name.trim());
  }
  // Somebody with a record is not counted again where another one says the name.
  for (const { type, values } of leaving) if (type === person.type) names.delete(String(values['name'] ?? ''));
  const sorted = [...languages].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  return { languages: sorted, people: records.size + names.size };
}

function languagesOf(values: CatalogueEntry['values']): ReadonlySet<string> {
  return new Set(Object.keys(values).flatMap((key) => splitFieldKey(key)[1] ?? []));
}
