import { useQuery } from '@tanstack/react-query';
import type { RecordId } from '../../shared/base/ids.ts';
import { pickListed, type ShownText } from '../../shared/domain/localised.ts';
import { coursesTeaching } from '../../shared/domain/training/taught-in.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { catalogueQuery } from './record-queries.ts';

/** A course as a link leads to it. */
export interface TeachingCourse {
  readonly id: RecordId;
  readonly path: string;
  readonly reference: string;
  readonly title: ShownText | null;
}

/** The courses that teach any of the playbooks. */
export function useCoursesTeaching(playbooks: readonly RecordId[]): readonly TeachingCourse[] {
  const { language } = useLocale();
  const courses = useQuery(catalogueQuery({ type: 'course' })).data ?? [];
  return coursesTeaching(courses, playbooks).map(({ id, values }) => ({
    id,
    path: `/training/courses/${id}`,
    reference: typeof values['reference'] === 'string' ? values['reference'] : '',
    title: pickListed(values, 'title', language),
  }));
}
