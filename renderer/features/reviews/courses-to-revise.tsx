import { useTranslation } from 'react-i18next';
import { useCoursesTeaching } from '../../data/use-courses-teaching.ts';
import { RecordLinks } from '../../ui/record-links.tsx';
import css from './reviews.module.css';

interface CoursesToReviseProps {
  /** Playbooks that change or are to change. */
  readonly playbooks: readonly string[];
}

/** Who changes a playbook changes what is taught: the courses that have to follow. */
export function CoursesToRevise({ playbooks }: CoursesToReviseProps) {
  const { t } = useTranslation('reviews');
  const courses = useCoursesTeaching(playbooks);
  if (courses.length === 0) return null;
  return (
    <div>
      <h3 className={css.label}>{t('change.courses')}</h3>
      <RecordLinks records={courses} untitled={t('change.courseUntitled')} />
    </div>
  );
}
