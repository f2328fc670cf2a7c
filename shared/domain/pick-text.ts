/** Which of a text's languages to show to whom. */
import { languages } from './language.ts';

export interface PickedText {
  readonly text: string;
  /** The language it is written in; screens set `lang` and direction by it. */
  readonly lang: string;
}

/**
 * The text for somebody who reads `wanted`: in that language, else as it was written, else in English, else in whatever
 * there is. Takes the shown values of a record by field key (`title.en`). Null when there is no text.
 */
export function pickText(
  values: Readonly<Record<string, unknown>>,
  field: string,
  wanted: string,
  original?: string,
): PickedText | null {
  const others = Object.keys(values)
    .filter((key) => key.startsWith(`${field}.`))
    .map((key) => key.slice(field.length + 1))
    .sort();
  for (const lang of [wanted, original, 'en', ...languages, ...others]) {
    const text = lang === undefined ? undefined : values[`${field}.${lang}`];
    if (typeof text === 'string' && text !== '') return { text, lang: lang as string };
  }
  return null;
}

/** {@link pickText} of a catalogue entry's values, where `language` says in which language the record was written. */
export function pickListed(
  values: Readonly<Record<string, unknown>>,
  field: string,
  wanted: string,
): PickedText | null {
  const original = values['language'];
  return pickText(values, field, wanted, typeof original === 'string' ? original : undefined);
}
