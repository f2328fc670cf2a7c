import { directionOf } from '../../shared/domain/language.ts';

/**
 * The `lang` and `dir` of a piece of content, which may differ from the interface around it. Nothing for words of the
 * interface itself.
 */
export function contentLanguage(lang: string | undefined): { readonly lang?: string; readonly dir?: 'ltr' | 'rtl' } {
  return lang === undefined ? {} : { lang, dir: directionOf(lang) };
}
