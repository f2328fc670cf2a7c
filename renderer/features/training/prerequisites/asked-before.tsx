import { useTranslation } from 'react-i18next';
import type { Course } from '../../../../shared/domain/training/course.ts';
import { useCourseOptions } from '../../../data/use-record-options.ts';
import { RecordLinks } from '../../../ui/record-links.tsx';
import { SectionHead } from '../../../ui/section-head.tsx';
import { CompetencyTags } from '../frameworks/competency-tags.tsx';

/** What somebody must have before they come to a course ([PQ1]). */
export function AskedBefore({ course }: { readonly course: Course }) {
  const { t } = useTranslation('training');
  const { optionOf } = useCourseOptions();
  const courses = course.requiredCourses ?? [];
  const competencies = course.requiredCompetencies ?? [];
  if (courses.length + competencies.length === 0) return null;
  const records = courses.map((id) => {
    const other = optionOf(id);
    return other === null ? { id, reference: '', title: null } : { ...other, path: `/training/courses/${id}` };
  });
  return (
    <section>
      <SectionHead title={t('before.title')} count={courses.length + competencies.length} />
      {courses.length > 0 && <RecordLinks records={records} untitled={t('course.gone')} />}
      {competencies.length > 0 && <CompetencyTags competencies={competencies} />}
    </section>
  );
}
