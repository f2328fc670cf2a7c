import type { ResourceKey } from 'i18next';
import type { Language } from '../../shared/domain/language.ts';
import type { Vocabulary } from '../../shared/domain/vocabulary/vocabulary.ts';

/** Namespace -> dotted key -> language -> the word of the vocabulary, or `=` where the plain word is the right one ([VO5]). */
export type VocabularyTable = Readonly<
  Record<string, Readonly<Record<string, Readonly<Partial<Record<Language, string>>>>>>
>;

/** Says that a language keeps its plain word. */
const sameWord = '=';

const files = import.meta.glob<VocabularyTable>('./vocabulary/*.json', { import: 'default' });

/** The table of a vocabulary; the plain words are what there is without one. */
export async function readVocabulary(vocabulary: Vocabulary): Promise<VocabularyTable> {
  return (await files[`./vocabulary/${vocabulary}.json`]?.()) ?? {};
}

/** The words of a namespace with those of a vocabulary in their places; what was given stays as it is. */
export function wordsUnder(
  table: VocabularyTable,
  language: Language,
  namespace: string,
  words: ResourceKey,
): ResourceKey {
  let changed = words;
  for (const [key, byLanguage] of Object.entries(table[namespace] ?? {})) {
    const word = byLanguage[language];
    if (word !== undefined && word !== sameWord) changed = withWord(changed, key.split('.'), word);
  }
  return changed;
}

function withWord(words: ResourceKey, [name, ...rest]: readonly string[], word: string): ResourceKey {
  if (name === undefined) return word;
  if (typeof words === 'string') return words;
  return { ...words, [name]: withWord(words[name] ?? {}, rest, word) };
}
