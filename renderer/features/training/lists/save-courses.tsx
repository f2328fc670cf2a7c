import { useTranslation } from 'react-i18next';
import type { CatalogueEntry } from '../../../../shared/domain/catalogue.ts';
import { tableOf } from '../../../../shared/domain/spreadsheet/table-of.ts';
import { course } from '../../../../shared/domain/training/course.ts';
import { useCompetencyWords } from '../../../data/competencies/use-competencies.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { SaveList, TableDialog } from '../../../data/save-list.tsx';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { titleOfEntry } from '../course-title.ts';
import { strictestMark } from './strictest-mark.ts';

/** Saves the list of courses. */
export function SaveCourses({ courses }: { readonly courses: readonly CatalogueEntry[] }) {
  return <SaveList dialog={(onClose) => <CoursesDialog courses={courses} onClose={onClose} />} />;
}

function CoursesDialog({ courses, onClose }: { readonly courses: readonly CatalogueEntry[]; onClose(): void }) {
  const { t } = useTranslation('training');
  const { format, language } = useLocale();
  const { may } = useProfile();
  const wordsOf = useCompetencyWords();
  if (wordsOf === undefined) return null;
  const listed = courses.filter(({ scope }) => may('read', course.type, scope));
  const text = (heading: string, field: string) => ({
    heading,
    cell: ({ values }: CatalogueEntry) => (typeof values[field] === 'string' ? values[field] : null),
  });
  const count = (heading: string, field: string) => ({
    heading,
    kind: 'number' as const,
    cell: ({ values }: CatalogueEntry) => (typeof values[field] === 'number' ? values[field] : null),
  });
  const table = tableOf(listed, [
    text(t('list.reference'), 'reference'),
    { heading: t('course.title'), cell: (entry) => titleOfEntry(entry, language)?.text },
    text(t('course.language'), 'language'),
    count(t('course.duration'), 'duration'),
    {
      heading: t('course.competencies'),
      cell: ({ values }) => format.list(((values['competencies'] as string[] | undefined) ?? []).map(wordsOf)),
    },
    count(t('course.validMonths'), 'validMonths'),
    text(t('list.marking'), 'marking'),
  ]);
  const title = t('tabs.courses');
  return (
    <TableDialog
      table={{ ...table, title, marking: strictestMark(listed) }}
      name={title}
      people={0}
      onClose={onClose}
    />
  );
}
