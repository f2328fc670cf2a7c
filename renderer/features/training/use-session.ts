import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import {
  attendanceOf,
  daysOfSession,
  marksInOrder,
  type ShownMark,
} from '../../../shared/domain/training/attendance.ts';
import { attendanceMark } from '../../../shared/domain/training/attendance-mark.ts';
import { type Course, course } from '../../../shared/domain/training/course.ts';
import {
  personResolver,
  type RosterRow,
  rosterOf,
  shownName,
  withdrawnOf,
} from '../../../shared/domain/training/roster.ts';
import { type Session, session } from '../../../shared/domain/training/session.ts';
import { catalogueQuery, childStatesQuery, recordQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { usePersonsOf } from './use-persons.ts';

export interface OpenSession {
  readonly session: Session;
  /** Null when the course is not on this disk. */
  readonly course: Course | null;
  /** Sorted by the name that is shown. */
  readonly roster: readonly RosterRow[];
  /** Taken off the roster; sorted alike. */
  readonly withdrawn: readonly RosterRow[];
  /** By `markKey` of person and half day. */
  readonly attendance: ReadonlyMap<string, ShownMark>;
  readonly days: readonly string[];
}

/** A session with roster and attendance from this disk; undefined while it opens, null when it is not here. */
export function useSession(id: string): OpenSession | null | undefined {
  const { format } = useLocale();
  const record = useQuery(recordQuery(session, id));
  const ofCourse = useQuery(recordQuery(course, record.data?.course ?? ''));
  const enrolments = useQuery(catalogueQuery({ type: 'enrolment', parent: id }));
  const markEntries = useQuery(catalogueQuery({ type: attendanceMark.type, parent: id }));
  const marks = useQuery(childStatesQuery(attendanceMark, id));
  const named = useMemo(
    () => enrolments.data && markEntries.data && [...enrolments.data, ...markEntries.data],
    [enrolments.data, markEntries.data],
  );
  const persons = usePersonsOf(id, named);
  const rosters = useMemo(() => {
    if (enrolments.data === undefined || persons === undefined) return undefined;
    // Of two people with one name the same is first on every laptop.
    const byName = (a: RosterRow, b: RosterRow) =>
      format.compare(shownName(a.person), shownName(b.person)) || (a.person.id < b.person.id ? -1 : 1);
    return {
      roster: rosterOf(enrolments.data, persons).sort(byName),
      withdrawn: withdrawnOf(enrolments.data, persons).sort(byName),
    };
  }, [enrolments.data, persons, format]);
  const attendance = useMemo(
    () => marks.data && persons && attendanceOf(marksInOrder(marks.data), personResolver(persons)),
    [marks.data, persons],
  );
  return useMemo(() => {
    if (record.data === null) return null;
    if (record.data === undefined || ofCourse.data === undefined) return undefined;
    if (rosters === undefined || attendance === undefined) return undefined;
    const days = daysOfSession(record.data.start, record.data.end);
    return { session: record.data, course: ofCourse.data, ...rosters, attendance, days };
  }, [record.data, ofCourse.data, rosters, attendance]);
}
