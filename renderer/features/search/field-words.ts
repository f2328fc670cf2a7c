import type { TFunction } from 'i18next';

const known = [
  'title',
  'transliteration',
  'reference',
  'description',
  'labels',
  'authority',
  'legalBasis',
  'caution',
  'aims',
  'competencies',
  'place',
  'instructors',
  'organisation',
  'role',
  'text',
] as const;

/** The title of a step, which its declaration calls name, as CACAO does. */
const otherNames: Readonly<Record<string, (typeof known)[number]>> = { name: 'title' };

/** What a searched field is called; null for one that says nothing to a reader. */
export function fieldWord(t: TFunction<'search'>, field: string): string | null {
  const name = otherNames[field] ?? known.find((each) => each === field);
  return name === undefined ? null : t(`field.${name}`);
}
