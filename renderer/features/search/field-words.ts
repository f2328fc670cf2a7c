import type { TFunction } from 'i18next';

const known = [
  'title',
  'name',
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

/** What a searched field is called; null for one that says nothing to a reader. */
export function fieldWord(t: TFunction<'search'>, field: string): string | null {
  const name = known.find((each) => each === field);
  return name === undefined ? null : t(`field.${name}`);
}
