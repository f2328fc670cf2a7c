import type { Language } from '../../shared/domain/language.ts';
import { isVocabulary, type Vocabulary } from '../../shared/domain/vocabulary/vocabulary.ts';
import { isLanguage, matchLanguage } from '../i18n/languages.ts';

const languageKey = 'waypost.language';

/** The language chosen on this machine; before a choice, the first of the system's that we speak. */
export function preferredLanguage(): Language {
  const chosen = localStorage.getItem(languageKey);
  return chosen !== null && isLanguage(chosen) ? chosen : matchLanguage(navigator.languages);
}

const textSizeKey = 'waypost.text-size';
/** Percent of the sizes of the look. */
export const textSizes = ['100', '115', '130'] as const;
export type TextSize = (typeof textSizes)[number];

/** The size of text chosen on this machine. */
export function preferredTextSize(): TextSize {
  const chosen = localStorage.getItem(textSizeKey);
  return textSizes.find((size) => size === chosen) ?? '100';
}

/** Sets the size of every text at once and remembers it. */
export function chooseTextSize(size: TextSize): void {
  localStorage.setItem(textSizeKey, size);
  showTextSize(size);
}

/** Sizes in the styles are multiplied by this one number when the page is built. */
export function showTextSize(size: TextSize): void {
  document.documentElement.style.setProperty('--wp-text', String(Number(size) / 100));
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(languageKey, language);
}

const vocabularyKey = 'waypost.vocabulary';

/** The vocabulary that this machine spoke last: the first screen is drawn before records can say which one counts. */
export function lastVocabulary(): Vocabulary {
  const last = localStorage.getItem(vocabularyKey);
  return isVocabulary(last) ? last : 'plain';
}

export function rememberVocabulary(vocabulary: Vocabulary): void {
  localStorage.setItem(vocabularyKey, vocabulary);
}
