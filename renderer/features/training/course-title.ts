import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { type PickedText, pickListed, pickText } from '../../../shared/domain/pick-text.ts';
import type { Course } from '../../../shared/domain/training/course.ts';

/** The title of a listed course for somebody who reads `language`. */
export function titleOfEntry(entry: CatalogueEntry | undefined, language: string): PickedText | null {
  return entry === undefined ? null : pickListed(entry.values, 'title', language);
}

/** A text of an opened course for somebody who reads `language`. */
export function textOfCourse(course: Course, field: 'title' | 'aims', language: string): PickedText | null {
  const keyed = Object.entries(course[field]).map(([lang, text]) => [`${field}.${lang}`, text] as const);
  return pickText(Object.fromEntries(keyed), field, language, course.language);
}
