import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CatalogueEntry } from '../../../../shared/domain/catalogue.ts';
import { enrolment } from '../../../../shared/domain/training/enrolment.ts';
import { session } from '../../../../shared/domain/training/session.ts';
import { sessionTable } from '../../../../shared/domain/training-tables/session-table.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { catalogueQuery } from '../../../data/record-queries.ts';
import { SaveList, TableDialog } from '../../../data/save-list.tsx';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { titleOfEntry } from '../course-title.ts';
import { strictestMark } from './strictest-mark.ts';

/** Saves the list of sessions. */
export function SaveSessions({ sessions }: { readonly sessions: readonly CatalogueEntry[] }) {
  return <SaveList dialog={(onClose) => <SessionsDialog sessions={sessions} onClose={onClose} />} />;
}

function SessionsDialog({ sessions, onClose }: { readonly sessions: readonly CatalogueEntry[]; onClose(): void }) {
  const { t } = useTranslation('training');
  const { format, language } = useLocale();
  const { may } = useProfile();
  const courses = useQuery(catalogueQuery({ type: 'course' })).data;
  const enrolments = useQuery(catalogueQuery({ type: enrolment.type })).data;
  if (courses === undefined || enrolments === undefined) return null;
  const listed = sessions.filter(({ scope }) => may('read', session.type, scope));
  const byId = new Map(courses.map((entry) => [entry.id, entry]));
  const table = sessionTable(
    {
      sessions: listed,
      enrolments,
      titleOf: ({ values }) =>
        titleOfEntry(byId.get(String(values['course'] ?? '')), language)?.text ?? t('course.gone'),
      listOf: (names) => (names.length === 0 ? '' : format.list(names)),
    },
    {
      reference: t('list.reference'),
      course: t('competency.course'),
      start: t('list.start'),
      end: t('list.end'),
      place: t('list.place'),
      timeZone: t('list.timeZone'),
      instructors: t('session.instructors'),
      seats: t('session.seats'),
      enrolled: t('list.onRoster'),
      marking: t('list.marking'),
    },
  );
  const trainers = new Set(listed.flatMap(({ values }) => (values['instructors'] as string[] | undefined) ?? []));
  const title = t('session.list');
  return (
    <TableDialog
      table={{ ...table, title, marking: strictestMark(listed) }}
      name={title}
      people={trainers.size}
      onClose={onClose}
    />
  );
}
