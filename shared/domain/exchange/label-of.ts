/** What a person would call a record, found in its declared fields: for tables and documents of any record type. */
import type { CatalogueEntry } from '../catalogue.ts';

/** Fields that name a record, the best first. */
const namingFields = [
  'transliteration',
  'title',
  'name',
  'playbookTitle',
  'reference',
  'place',
  'text',
  'kind',
] as const;

/** A short name of a record, or an empty text when nothing in it names it. */
export function labelOf({ values }: Pick<CatalogueEntry, 'values'>): string {
  for (const field of namingFields) {
    const own = values[field];
    if (typeof own === 'string' && own.trim() !== '') return oneLine(own);
    const language = typeof values['language'] === 'string' ? values['language'] : 'en';
    const keys = [`${field}.${language}`, ...Object.keys(values).filter((key) => key.startsWith(`${field}.`))];
    const text = keys.map((key) => values[key]).find((value) => typeof value === 'string' && value.trim() !== '');
    if (typeof text === 'string') return oneLine(text);
  }
  return '';
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 200);
