/** What a competency is called in a language: courses and results name it in words, its record has them in several ([FW7]). */
import type { CatalogueEntry } from '../catalogue.ts';
import { localisedOf, pickListed, type ShownText } from '../localised.ts';

/** Finds the record of a competency by the words by which it goes somewhere; null where they are those of none. */
export function competencyByWords(entries: readonly CatalogueEntry[]) {
  const byWords = new Map<string, CatalogueEntry>();
  const keep = (words: unknown, entry: CatalogueEntry) => {
    if (typeof words !== 'string' || words === '') return;
    const other = byWords.get(words);
    if (other === undefined || entry.id < other.id) byWords.set(words, entry);
  };
  for (const entry of entries) {
    for (const name of Object.values(localisedOf(entry.values, 'name'))) keep(name, entry);
  }
  const current = new Set(byWords.keys());
  for (const entry of entries) {
    const former = entry.values['formerNames'];
    // What is the name of one today is not taken by another that was called so before.
    if (Array.isArray(former)) for (const name of former) if (!current.has(String(name))) keep(name, entry);
  }
  return (words: string): CatalogueEntry | null => byWords.get(words) ?? null;
}

/** Finds the name to show for the words by which a competency goes somewhere; words of no record stand as they are. */
export function competencyNames(entries: readonly CatalogueEntry[], language: string) {
  const entryOf = competencyByWords(entries);
  return (words: string): ShownText | null => {
    const entry = entryOf(words);
    return entry === null ? null : pickListed(entry.values, 'name', language);
  };
}
