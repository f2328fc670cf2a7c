/** The six languages of the interface and of the first translations, in the order in which they are listed. */
export const languages = ['en', 'ar', 'es', 'fr', 'ru', 'zh'] as const;
export type Language = (typeof languages)[number];

/** Base direction of a language tag: Arabic, Persian, Hebrew and Urdu run right to left. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return /^(ar|fa|he|ur|ps)\b/.test(language) ? 'rtl' : 'ltr';
}
