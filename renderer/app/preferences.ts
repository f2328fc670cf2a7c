import type { Language } from '../../shared/domain/language.ts';
import { isLanguage, matchLanguage } from '../i18n/languages.ts';

const languageKey = 'waypost.language';

/** The language chosen on this machine; before a choice, the first of the system's that we speak. */
export function preferredLanguage(): Language {
  const chosen = localStorage.getItem(languageKey);
  return chosen !== null && isLanguage(chosen) ? chosen : matchLanguage(navigator.languages);
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(languageKey, language);
}
