/** The terms of a document, language by language, with the best weight of each: what goes into the index. */
import { splitFieldKey } from '../declare-record.ts';
import { nameTerms } from './name-terms.ts';
import type { SearchDocument, SearchText, SearchWeight } from './search-document.ts';
import { joinedReferences, withoutFront, withoutZeros } from './term-forms.ts';
import { tokenise } from './tokenise.ts';

/** Weights as the index keeps them, two bits each: the better the higher. */
export const weightRanks: Readonly<Record<SearchWeight, number>> = { body: 0, label: 1, part: 2, title: 3 };

/** Ranks by term of what a record says in one language; an empty language for texts that have none. */
export type LanguageTerms = ReadonlyMap<string, ReadonlyMap<string, number>>;

export function termsOf(document: SearchDocument): LanguageTerms {
  const languages = new Map<string, Map<string, number>>();
  for (const text of document.texts) {
    // `ar-EG` is found as Arabic.
    const language = splitFieldKey(text.field)[1]?.split('-')[0] ?? '';
    const terms = languages.get(language) ?? new Map<string, number>();
    languages.set(language, terms);
    addTerms(terms, text);
  }
  return languages;
}

/** Every term under which a word of a text is found: the word itself and its other forms. */
export function formsOf(term: string): string[] {
  const number = withoutZeros(term);
  return number === null ? [term, ...withoutFront(term)] : [term, number];
}

function addTerms(terms: Map<string, number>, { text, weight, isName }: SearchText): void {
  const rank = weightRanks[weight];
  const note = (term: string) => {
    if (rank >= (terms.get(term) ?? 0)) terms.set(term, rank);
  };
  for (const { term } of tokenise(text)) for (const form of formsOf(term)) note(form);
  for (const term of joinedReferences(text)) note(term);
  if (isName) for (const term of nameTerms(text)) note(term);
}
