/** Terms of the network's list in a text, and whether its translation uses them. Hints: inflection is only guessed. Pure. */
import { foldCharacter } from '../search/fold.ts';
import { isWord, wordsOf } from '../text-tokens.ts';
import { type Term, termList } from './term-list.ts';

export interface FoundTerm {
  /** As the list has it, in the language of the source. */
  readonly source: string;
  readonly target: string;
  /** The translation seems to use it. */
  readonly isUsed: boolean;
}

/** The terms that a source text contains, in the order of the list, with their translation. */
export function findTerms(source: string, from: string, target: string, to: string): FoundTerm[] {
  const [fromKey, toKey] = [languageKey(from), languageKey(to)];
  if (fromKey === null || toKey === null || fromKey === toKey) return [];
  const [sourceWords, targetWords] = [stemsOf(source, fromKey), stemsOf(target, toKey)];
  const found = termList.filter((term) => contains(sourceWords, stemsOf(term[fromKey], fromKey)));
  return found
    .filter((term) => !found.some((longer) => longer !== term && includesWord(longer[fromKey], term[fromKey], fromKey)))
    .map((term) => ({
      source: term[fromKey],
      target: term[toKey],
      isUsed: contains(targetWords, stemsOf(term[toKey], toKey)),
    }));
}

/** The language of the list that a tag is of, or null. */
export function languageKey(tag: string): keyof Term | null {
  const base = tag.split('-')[0] as string;
  return (['en', 'ar', 'es', 'fr', 'ru', 'zh'] as const).find((known) => known === base) ?? null;
}

function includesWord(longer: string, term: string, language: keyof Term): boolean {
  return longer.length > term.length && contains(stemsOf(longer, language), stemsOf(term, language));
}

/** Whether the stems of a term stand in a text one after another. */
function contains(text: readonly string[], term: readonly string[]): boolean {
  if (term.length === 0) return false;
  return text.some((_, at) => term.every((stem, i) => isSameStem(text[at + i], stem)));
}

/** Whether a word is a term, also with a letter or two that its grammar adds. */
export function isSameStem(word: string | undefined, stem: string): boolean {
  return (
    word === stem || (word !== undefined && stem.length > 3 && word.startsWith(stem) && word.length - stem.length <= 2)
  );
}

/** Words without what their grammar adds. Chinese has none: its characters are its words here. */
export function stemsOf(text: string, language: keyof Term): string[] {
  return wordsOf(text)
    .filter(isWord)
    .map((word) => wordStem(word, language));
}

/** A word of a text without what its grammar adds. */
export function wordStem(word: string, language: keyof Term): string {
  return stemOf([...word].map(foldCharacter).join(''), language);
}

const suffixes: Readonly<Record<keyof Term, RegExp | null>> = {
  en: /(?:s|es)$/,
  es: /(?:s|es)$/,
  fr: /(?:s|x)$/,
  ru: /(?:ами|ями|ого|ему|ому|ыми|ими|ые|ие|ый|ий|ая|ой|ую|ом|ем|ов|ев|ам|ям|ах|ях|[аеиоуыьюяй])$/,
  ar: /(?:ات|ون|ين|ه)$/,
  zh: null,
};

function stemOf(word: string, language: keyof Term): string {
  const bare = language === 'ar' ? word.replace(/^[وفبلك]?(?:ال|لل)(?=.{3})/u, '') : word;
  const pattern = suffixes[language];
  if (pattern === null || bare.length < 4) return bare;
  const stem = bare.replace(pattern, '');
  return stem.length < 3 ? bare : stem;
}
