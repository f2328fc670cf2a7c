/**
 * Our declared extension of CACAO (docs/cacao-extension.md): languages, who, authority, legal basis, caution. Values are
 * read by field key and written back from it; unknown parts of an extension object are kept.
 */
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { RecordDeclaration } from '../declare-record.ts';
import { checkValue } from '../edit.ts';
import { isSameJson } from './canonical-json.ts';

export const extensionId = 'extension-definition--5f0c3a52-8d1e-4b6a-9c47-2e7b1a90d3f6';

/** The declaration that a document carries when it uses the extension. */
export const extensionDefinition: JsonObject = {
  type: 'extension-definition',
  name: 'Waypost: languages, responsibilities and legal basis',
  description:
    'Translations of a playbook and its steps, and for each step who does it, who may authorise it, its legal basis and what to beware of.',
  created_by: 'identity--0b7f3c1e-6a52-4d0f-8a3b-91c5e2d47f60',
  schema: 'docs/cacao-extension.schema.json',
  version: '1.0.0',
};

/** One kind of extension object: of a playbook or of a step. Each list pairs a property with a field. */
export interface ExtensionForm {
  readonly type: string;
  readonly declaration: RecordDeclaration;
  /** The same in every language. */
  readonly plain: readonly (readonly [property: string, field: string])[];
  /** In the source language on the object itself, and in each translation. */
  readonly localised: readonly (readonly [property: string, field: string])[];
  /** Only in translations: the document has a property of its own for the source. */
  readonly translatedOnly: readonly (readonly [property: string, field: string])[];
}

const tagPattern = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;

/** Field values by key that an extension object gives. */
export function readExtension(form: ExtensionForm, raw: Json, language: string): Record<string, Json> {
  const values: Record<string, Json> = {};
  if (!isJsonObject(raw)) return values;
  const add = (key: string, value: Json | undefined) => {
    if (value !== undefined && value !== null && checkValue(form.declaration, key, value).ok) values[key] = value;
  };
  for (const [property, field] of form.plain) add(field, raw[property]);
  for (const [property, field] of form.localised) add(`${field}.${language}`, raw[property]);
  if (!isJsonObject(raw.translations)) return values;
  for (const [tag, texts] of Object.entries(raw.translations)) {
    if (!isJsonObject(texts) || !tagPattern.test(tag) || tag === language) continue;
    for (const [property, field] of [...form.translatedOnly, ...form.localised])
      add(`${field}.${tag}`, texts[property]);
  }
  return values;
}

/** The extension object for these field values, or null when there is nothing to say. */
export function writeExtension(
  form: ExtensionForm,
  values: Readonly<Record<string, Json>>,
  language: string,
): JsonObject | null {
  const written: Record<string, Json> = { type: form.type };
  for (const [property, field] of form.plain) if (values[field] !== undefined) written[property] = values[field];
  for (const [property, field] of form.localised) {
    const text = values[`${field}.${language}`];
    if (text !== undefined) written[property] = text;
  }
  const translations: Record<string, Record<string, Json>> = {};
  for (const [property, field] of [...form.translatedOnly, ...form.localised]) {
    for (const [key, text] of Object.entries(values)) {
      if (!key.startsWith(`${field}.`)) continue;
      const tag = key.slice(field.length + 1);
      if (tag === language || !tagPattern.test(tag)) continue;
      translations[tag] ??= {};
      translations[tag][property] = text;
    }
  }
  if (Object.keys(translations).length > 0) written.translations = translations;
  return Object.keys(written).length > 1 ? written : null;
}

/** What an import has to keep of a raw extension object: itself when writing its values gives something else. */
export function keptExtension(form: ExtensionForm, raw: Json, language: string): Json | null {
  const written = writeExtension(form, readExtension(form, raw, language), language);
  return written !== null && isSameJson(written, raw) ? null : raw;
}

/** The extension object of an export: the one that came where its values are unchanged, else a new one over it. */
export function exportedExtension(
  form: ExtensionForm,
  raw: Json | undefined,
  values: Readonly<Record<string, Json>>,
  language: string,
): Json | null {
  const written = writeExtension(form, values, language);
  if (raw === undefined) return written;
  if (!isJsonObject(raw)) return written ?? raw;
  const before = writeExtension(form, readExtension(form, raw, language), language);
  if (isSameJson(before ?? {}, written ?? {})) return raw;
  return overlaid(form, raw, written ?? { type: form.type });
}

/** `written` with what `raw` has beyond the form, in the object and in each translation. */
function overlaid(form: ExtensionForm, raw: JsonObject, written: JsonObject): JsonObject {
  const own = new Set([...form.plain, ...form.localised].map(([property]) => property));
  const merged: Record<string, Json> = { ...unknownOf(raw, new Set([...own, 'type', 'translations'])), ...written };
  if (!isJsonObject(raw.translations)) return merged;
  const perLanguage = new Set([...form.translatedOnly, ...form.localised].map(([property]) => property));
  const translations: Record<string, Json> = isJsonObject(written.translations) ? { ...written.translations } : {};
  for (const [tag, texts] of Object.entries(raw.translations)) {
    if (!isJsonObject(texts)) translations[tag] ??= texts;
    else {
      const rest = unknownOf(texts, perLanguage);
      const now = translations[tag];
      if (Object.keys(rest).length > 0) translations[tag] = { ...rest, ...(isJsonObject(now) ? now : {}) };
    }
  }
  if (Object.keys(translations).length > 0) merged.translations = translations;
  return merged;
}

function unknownOf(object: JsonObject, known: ReadonlySet<string>): Record<string, Json> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !known.has(name)));
}
