import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { pickListed, pickText, type ShownText } from '../../../shared/domain/localised.ts';
import type { Course } from '../../../shared/domain/training/course.ts';
import type { Crumb } from '../../ui/top-bar.tsx';

/** The title of a listed course for somebody who reads `language`. */
export function titleOfEntry(entry: CatalogueEntry | undefined, language: string): ShownText | null {
  return entry === undefined ? null : pickListed(entry.values, 'title', language);
}

/** A text of an opened course for somebody who reads `language`. */
export function textOfCourse(course: Course, field: 'title' | 'aims', language: string): ShownText | null {
  return pickText(course[field], language, course.language);
}

/** The way to a course (null when it is not on this disk), by its title or by what is said in the place of one. */
export function crumbOfCourse(course: Course | null, title: ShownText | null, gone: string): Crumb {
  const path = course === null ? undefined : `/training/courses/${course.id}`;
  return { label: title?.text ?? gone, lang: title?.lang, path };
}
