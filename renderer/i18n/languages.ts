import type { Language } from '../../shared/domain/language.ts';

/** The six interface languages: code, own name, short name, direction, and the locale that formats for it. */
export const languages = [
  { code: 'en', name: 'English', short: 'EN', dir: 'ltr', locale: 'en-GB' },
  { code: 'ar', name: 'العربية', short: 'ع', dir: 'rtl', locale: 'ar-u-ca-gregory-nu-latn' },
  { code: 'es', name: 'Español', short: 'ES', dir: 'ltr', locale: 'es' },
  { code: 'fr', name: 'Français', short: 'FR', dir: 'ltr', locale: 'fr' },
  { code: 'ru', name: 'Русский', short: 'РУ', dir: 'ltr', locale: 'ru' },
  { code: 'zh', name: '中文', short: '中', dir: 'ltr', locale: 'zh-Hans-CN' },
] as const satisfies readonly { readonly code: Language; readonly [field: string]: string }[];

export type LanguageInfo = (typeof languages)[number];
export type Direction = LanguageInfo['dir'];

export function isLanguage(code: string): code is Language {
  return languages.some((language) => language.code === code);
}

export function languageInfo(code: Language): LanguageInfo {
  return languages.find((language) => language.code === code) ?? languages[0];
}

/** The first of the wished tags (`navigator.languages`) that we speak; English otherwise. */
export function matchLanguage(wished: readonly string[]): Language {
  for (const tag of wished) {
    const base = tag.toLowerCase().split('-')[0] ?? '';
    if (isLanguage(base)) return base;
  }
  return 'en';
}

/** The name of a language in itself where it is one of ours, else by the reader's language. */
export function languageWord(tag: string, reader: string): string {
  const base = tag.split('-')[0] as string;
  if (isLanguage(base)) return languageInfo(base).name;
  try {
    return new Intl.DisplayNames([reader], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag; // a file may name a language that is none
  }
}
