/**
 * Translation units and their state, derived from what a record shows. Nothing here is stored: the same record gives the
 * same state on every laptop.
 */
import type { Json } from '../../base/json.ts';
import type { RecordDeclaration, RecordView } from '../declare-record.ts';
import { languages } from '../language.ts';
import { fingerprintOf, type NoteState, noteKeyOf, readNote, type TranslationNote } from './translation-note.ts';

/** The worst first: with several texts to choose from, a unit is as good as its worst one. */
export const translationStates = ['initial', 'outdated', 'translated', 'reviewed', 'final'] as const;
export type TranslationState = (typeof translationStates)[number];

/** One localised field that says something. */
export interface TranslationUnit {
  readonly field: string;
  /** The language it was written in. */
  readonly lang: string;
  readonly source: string;
  /** The source has more than one value to choose from. */
  readonly isSourceContested: boolean;
}

export interface Translation {
  readonly state: TranslationState;
  /** As shown; empty when there is none. */
  readonly text: string;
  /** Fingerprint of the source it was made from, null when nobody knows. Of the worst one where there are several. */
  readonly source: string | null;
  readonly isContested: boolean;
}

/** The texts of a localised field by language. */
type Texts = Readonly<Partial<Record<string, string>>>;

/** The localised fields of a type, in the order of its declaration. */
export function localisedFieldsOf(declaration: RecordDeclaration): string[] {
  return Object.entries(declaration.fields).flatMap(([name, field]) => (field.localised ? [name] : []));
}

/** The language that a record's texts were written in: its own, else the one it inherits from what it belongs to. */
export function languageOfRecord(view: RecordView, inherited: string | null): string {
  const own = (view as unknown as Readonly<Record<string, unknown>>)['language'];
  return typeof own === 'string' && own !== '' ? own : (inherited ?? 'en');
}

/** The units of a record whose texts were written in `language`. */
export function unitsOf(declaration: RecordDeclaration, view: RecordView, language: string): TranslationUnit[] {
  return localisedFieldsOf(declaration).flatMap((field): TranslationUnit[] => {
    const texts = textsOf(view, field);
    const lang = sourceLanguageOf(texts, language);
    if (lang === null) return [];
    const isSourceContested = view.conflicts.includes(`${field}.${lang}`);
    return [{ field, lang, source: texts[lang] as string, isSourceContested }];
  });
}

/**
 * The language that a field's other texts are translations of: the one asked for, a variant of it, English, then
 * whatever there is in a fixed order. Null when the field says nothing.
 */
export function sourceLanguageOf(texts: Texts, wanted: string): string | null {
  const present = Object.keys(texts)
    .filter((lang) => texts[lang])
    .sort();
  for (const lang of [wanted, baseOf(wanted), 'en', ...languages]) {
    const found = present.find((each) => each === lang) ?? present.find((each) => baseOf(each) === lang);
    if (found !== undefined) return found;
  }
  return present[0] ?? null;
}

/** How far a unit has come in another language than its own. */
export function translationOf(view: RecordView, unit: TranslationUnit, lang: string): Translation {
  const key = `${unit.field}.${lang}`;
  const shown = textsOf(view, unit.field)[lang] ?? '';
  const { texts, notes } = view.translations[key] ?? { texts: [shown], notes: [] };
  const read = notes.flatMap((note) => readNote(note) ?? []);
  const [worst] = texts.flatMap((text) => standingsOf(text, read, unit)).sort(byBadness);
  return {
    state: worst?.state ?? 'initial',
    source: worst?.source ?? null,
    text: shown,
    isContested: view.conflicts.includes(key),
  };
}

type Standing = Pick<Translation, 'state' | 'source'>;

/** What the notes say of one text. One that no note speaks of is there, and nobody knows from what it was made. */
function standingsOf(text: Json, notes: readonly TranslationNote[], unit: TranslationUnit): Standing[] {
  if (typeof text !== 'string' || text === '') return [{ state: 'initial', source: null }];
  const own = notes.filter((note) => note.text === fingerprintOf(text));
  if (own.length === 0) return [{ state: 'translated', source: null }];
  return own.map(({ state, source }) => ({ state: isBehind(source, unit) ? 'outdated' : state, source }));
}

/** A translation is behind when its source is known and is not what stands there now, or not the only thing. */
function isBehind(source: string | null, unit: TranslationUnit): boolean {
  return source !== null && (unit.isSourceContested || source !== fingerprintOf(unit.source));
}

function byBadness(a: Standing, b: Standing): number {
  const worse = translationStates.indexOf(a.state) - translationStates.indexOf(b.state);
  return worse || ((a.source ?? '') < (b.source ?? '') ? -1 : (a.source ?? '') > (b.source ?? '') ? 1 : 0);
}

/** The shown texts of a localised field. */
export function textsOf(view: RecordView, field: string): Texts {
  return ((view as unknown as Readonly<Record<string, unknown>>)[field] as Texts | undefined) ?? {};
}

/** The field key of a unit's note in a language. */
export function noteKeyOfUnit(unit: TranslationUnit, lang: string): string {
  return noteKeyOf(`${unit.field}.${lang}`);
}

/** The note that says: this text, made from the source as it stands. */
export function noteOf(unit: TranslationUnit, text: string, state: NoteState): TranslationNote {
  return { state, text: fingerprintOf(text), source: fingerprintOf(unit.source) };
}

/** The text that a fingerprint was taken of, found among everything a field ever said; null when it is not here. */
export function textOfFingerprint(
  history: readonly { readonly field: string; readonly value: Json }[],
  field: string,
  fingerprint: string,
): string | null {
  for (const { field: key, value } of history) {
    if (key.startsWith(`${field}.`) && typeof value === 'string' && fingerprintOf(value) === fingerprint) return value;
  }
  return null;
}

function baseOf(tag: string): string {
  return tag.split('-')[0] as string;
}
