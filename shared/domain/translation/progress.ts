/** How far translations have come, counted over units. Derived, like the states it counts. Pure. */
import type { RecordDeclaration, RecordView } from '../declare-record.ts';
import { languages } from '../language.ts';
import { isWord, wordsOf } from '../text-tokens.ts';
import {
  languageOfRecord,
  type TranslationState,
  type TranslationUnit,
  textsOf,
  translationOf,
  translationStates,
  unitsOf,
} from './translation-unit.ts';

/** A unit with the record that shows it. */
export interface PlacedUnit {
  readonly view: RecordView;
  readonly unit: TranslationUnit;
}

export interface Progress extends Readonly<Record<TranslationState, number>> {
  /** Units to be translated: all but those that were written in this language. */
  readonly units: number;
  /** Units that were written in this language. */
  readonly originals: number;
  /** Words of the sources that are new or outdated. Scripts without spaces count characters. */
  readonly wordsLeft: number;
}

/** The units of one record. `inherited` is the language of the record it belongs to. */
export function placedUnits(
  declaration: RecordDeclaration,
  view: RecordView,
  inherited: string | null = null,
): PlacedUnit[] {
  return unitsOf(declaration, view, languageOfRecord(view, inherited)).map((unit) => ({ view, unit }));
}

/** Counts how far these units have come in a language. */
export function progressIn(lang: string, placed: readonly PlacedUnit[]): Progress {
  const counts = { initial: 0, outdated: 0, translated: 0, reviewed: 0, final: 0 };
  let [originals, wordsLeft] = [0, 0];
  for (const { view, unit } of placed) {
    if (unit.lang === lang) {
      originals += 1;
      continue;
    }
    const { state } = translationOf(view, unit, lang);
    counts[state] += 1;
    if (state === 'initial' || state === 'outdated') wordsLeft += countWords(unit.source);
  }
  return { ...counts, units: placed.length - originals, originals, wordsLeft };
}

/** Several counts as one. */
export function sumProgress(all: readonly Progress[]): Progress {
  const sum = { units: 0, originals: 0, wordsLeft: 0, initial: 0, outdated: 0, translated: 0, reviewed: 0, final: 0 };
  for (const one of all) for (const name of countNames) sum[name] += one[name];
  return sum;
}

const countNames = ['units', 'originals', 'wordsLeft', ...translationStates] as const;

/** The languages in which these units have any text: the six in their order, then the others by tag. */
export function languagesIn(placed: readonly PlacedUnit[]): string[] {
  const present = new Set<string>();
  for (const { view, unit } of placed) {
    for (const [lang, text] of Object.entries(textsOf(view, unit.field))) if (text) present.add(lang);
  }
  return [...present].sort(byLanguage);
}

/** The order in which languages stand: the six in theirs, then the others by tag. */
export function byLanguage(a: string, b: string): number {
  return placeOf(a) - placeOf(b) || (a < b ? -1 : 1);
}

function placeOf(lang: string): number {
  const place = (languages as readonly string[]).indexOf(lang.split('-')[0] as string);
  return place < 0 ? languages.length : place;
}

/** Words as translators count them. */
export function countWords(text: string): number {
  return wordsOf(text).filter(isWord).length;
}
