/** Which words a centre uses for exercises and reviews ([VO2]): those of a standard, or the plain ones. */
import type { CatalogueEntry } from '../catalogue.ts';
import { declareRecord } from '../declare-record.ts';
import { choice } from '../field.ts';
import type { ScopeInfo } from '../identity.ts';

/** The plain words of this app, and those of standards: each of these is a table in renderer/i18n/vocabulary. */
export const vocabularies = ['plain', 'hseep', 'uk', 'nato', 'iso'] as const;
export type Vocabulary = (typeof vocabularies)[number];

export const vocabularyChoice = declareRecord({
  type: 'vocabulary-choice',
  version: 1,
  parent: null,
  appendOnly: false,
  fields: {
    /** Only words on a screen depend on it: of two at once the later one is shown. */
    vocabulary: choice(vocabularies, { listed: true, merge: 'last-writer' }),
  },
});

export function isVocabulary(value: unknown): value is Vocabulary {
  return vocabularies.some((known) => known === value);
}

/**
 * The choice that counts for a centre, or with null for the whole network ([VO2]); null when nobody chose there.
 * `entries` are choices as the catalogue lists them, `scopes` those that this laptop shares.
 */
export function choiceOf(
  entries: readonly CatalogueEntry[],
  scopes: readonly ScopeInfo[],
  centre: string | null,
): CatalogueEntry | null {
  const own = new Set(scopes.filter((scope) => (scope.centre ?? null) === centre).map(({ id }) => id));
  const chosen = entries.filter(
    (entry) => !entry.deleted && own.has(entry.scope) && isVocabulary(entry.values.vocabulary),
  );
  return chosen.reduce<CatalogueEntry | null>(
    (last, entry) => (last === null || isLater(entry, last) ? entry : last),
    null,
  );
}

function isLater(entry: CatalogueEntry, than: CatalogueEntry): boolean {
  return entry.changedAt === than.changedAt ? entry.id > than.id : entry.changedAt > than.changedAt;
}

/** What somebody of this centre reads in ([VO3]). */
export function vocabularyOf(
  entries: readonly CatalogueEntry[],
  scopes: readonly ScopeInfo[],
  centre: string,
): Vocabulary {
  const found = choiceOf(entries, scopes, centre) ?? choiceOf(entries, scopes, null);
  const value = found?.values.vocabulary;
  return isVocabulary(value) ? value : 'plain';
}
