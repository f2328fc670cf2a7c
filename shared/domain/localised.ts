import { languages } from './language.ts';

export type Localised = Readonly<Partial<Record<string, string>>>;

export interface ShownText {
  readonly text: string;
  /** Language it is written in; screens set `lang` and direction by it. */
  readonly lang: string;
}

/**
 * The text to show to somebody who asked for a language: in that language, else in the one it was written in, else in
 * English, else in whatever there is. Null when there is no text at all.
 */
export function pickText(texts: Localised, wanted: string, original: string | undefined): ShownText | null {
  // sorted: two laptops that learned the languages in another order show the same text
  const order = [wanted, baseOf(wanted), original, 'en', ...languages, ...Object.keys(texts).sort()];
  for (const lang of order) {
    const found = lang === undefined ? undefined : exact(texts, lang);
    if (found !== undefined) return found;
  }
  return null;
}

/** The text in exactly this language (`ar` also answers for `ar-EG`), or null. */
export function textIn(texts: Localised, wanted: string): ShownText | null {
  return exact(texts, wanted) ?? null;
}

function exact(texts: Localised, lang: string): ShownText | undefined {
  const text = texts[lang];
  if (text !== undefined && text !== '') return { text, lang };
  const regional = Object.keys(texts).find((key) => baseOf(key) === lang && texts[key]);
  return regional === undefined ? undefined : { text: texts[regional] as string, lang: regional };
}

function baseOf(tag: string): string {
  return tag.split('-')[0] as string;
}

/** {@link pickText} of shown values by field key (`title.en`), where `language` says in which one a record was written. */
export function pickListed(values: Readonly<Record<string, unknown>>, field: string, wanted: string): ShownText | null {
  // Most texts are there as they are asked for, and lists ask for those of every row.
  const asked = values[`${field}.${wanted}`];
  if (typeof asked === 'string' && asked !== '') return { text: asked, lang: wanted };
  const original = values['language'];
  return pickText(localisedOf(values, field), wanted, typeof original === 'string' ? original : undefined);
}

/** Collects `title.en`, `title.ar` of a catalogue entry into one localised text. */
export function localisedOf(values: Readonly<Record<string, unknown>>, field: string): Localised {
  const texts: Record<string, string> = {};
  const start = `${field}.`;
  for (const key in values) {
    if (!key.startsWith(start)) continue;
    const value = values[key];
    if (typeof value === 'string') texts[key.slice(start.length)] = value;
  }
  return texts;
}
