import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type SessionHalfDay, sessionHalfDays } from '../../../shared/domain/review/timeline.ts';
import { attendanceOf, marksInOrder } from '../../../shared/domain/training/attendance.ts';
import { attendanceMark, attendanceStates } from '../../../shared/domain/training/attendance-mark.ts';
import { personResolver, personRow } from '../../../shared/domain/training/roster.ts';
import colours from '../../data/attendance-colours.module.css';
import { catalogueQuery, childStatesQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import css from './timeline.module.css';

/** The half days of a session, and how many were there. */
export function SessionTimeline({ session }: { readonly session: string }) {
  const { t } = useTranslation('reviews');
  const marks = useQuery(childStatesQuery(attendanceMark, session)).data;
  const persons = useQuery(catalogueQuery({ type: 'person' })).data;
  const halfDays = useMemo(() => {
    if (marks === undefined || persons === undefined) return undefined;
    const personOf = personResolver(new Map(persons.map((entry) => [entry.id, personRow(entry)])));
    return sessionHalfDays(attendanceOf(marksInOrder(marks), personOf));
  }, [marks, persons]);
  if (halfDays === undefined) return null;
  if (halfDays.length === 0) return <p className={css.quiet}>{t('timeline.noMarks')}</p>;
  return (
    <ol className={css.moments} aria-label={t('timeline.title')}>
      {halfDays.map((halfDay) => (
        <HalfDay key={`${halfDay.day} ${halfDay.part}`} halfDay={halfDay} />
      ))}
    </ol>
  );
}

function HalfDay({ halfDay: { day, part, counts } }: { readonly halfDay: SessionHalfDay }) {
  const { t } = useTranslation('reviews');
  const { format } = useLocale();
  const total = attendanceStates.reduce((sum, state) => sum + counts[state], 0);
  return (
    <li className={css.halfDay}>
      <b>
        {dayText(format, day, 'short')} · {t(`timeline.part.${part}`)}
      </b>
      <span className={`${colours.colours} ${css.bar}`} aria-hidden="true">
        {attendanceStates.map((state) => (
          <span key={state} data-mark={state} style={{ flexGrow: counts[state] }} />
        ))}
      </span>
      <span className={css.quiet}>{t('timeline.there', { count: counts.present + counts.late, total })}</span>
    </li>
  );
}
