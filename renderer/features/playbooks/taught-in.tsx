import { useTranslation } from 'react-i18next';
import { useCoursesTeaching } from '../../data/use-courses-teaching.ts';
import { RecordLinks } from '../../ui/record-links.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import css from './reader.module.css';

/** The courses that teach the playbook, under its steps. */
export function TaughtIn({ playbook }: { readonly playbook: string }) {
  const { t } = useTranslation('playbooks');
  const courses = useCoursesTeaching([playbook]);
  if (courses.length === 0) return null;
  return (
    <section className={css.taughtIn}>
      <SectionHead title={t('reader.taughtIn')} count={courses.length} />
      <RecordLinks records={courses} untitled={t('reader.courseUntitled')} />
    </section>
  );
}
