/** Sessions as events of a calendar file ([IC1] to [IC4]). */
import { isTimeZone } from '../../base/plain-date.ts';
import { momentAt } from '../conduct/conduct-clock.ts';
import type { ShownText } from '../localised.ts';
import { daysOfSession } from './attendance.ts';
import { calendarName, calendarWords, wholeDays } from './calendar-event.ts';
import { type CalendarLine, calendarDate, calendarFile, calendarInstant } from './calendar-file.ts';
import type { Session } from './session.ts';

/** What is told of a session; the fields of its record that a calendar shows. */
export interface CalendarSession {
  readonly session: Pick<
    Session,
    'id' | 'reference' | 'place' | 'timeZone' | 'start' | 'end' | 'opens' | 'closes' | 'instructors' | 'marking'
  >;
  /** The course, as whoever saves the file reads it. */
  readonly title: ShownText;
}

/** The file with these sessions, as they stand at `now`; those without a first day are left out. */
export function calendarOf(sessions: readonly CalendarSession[], now: number): string {
  return calendarFile(sessions.flatMap((each) => eventsOf(each, now)));
}

/** The hours of a day, when both are there and in their order. */
export function hoursOf({
  opens,
  closes,
}: {
  readonly opens?: string | undefined;
  readonly closes?: string | undefined;
}) {
  const isHour = (text: string | undefined): text is string => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text ?? '');
  return isHour(opens) && isHour(closes) && opens < closes ? { opens, closes } : null;
}

/** The events of one session. */
function eventsOf({ session, title }: CalendarSession, now: number): CalendarLine[][] {
  const { reference, place, marking, instructors = [] } = session;
  const days = daysOfSession(session.start, session.end);
  const hours = hoursOf(session);
  const words = calendarWords({ title, reference, place, marking, lines: instructors });
  const [first] = days;
  if (first === undefined) return [];
  if (hours === null) {
    return [[...calendarName(session.id, now), ...wholeDays(first, days.at(-1) ?? first), ...words]];
  }
  const zone = session.timeZone !== undefined && isTimeZone(session.timeZone) ? session.timeZone : 'UTC';
  return days.map((day) => {
    const instant = (name: string, time: string) => ({ name, value: calendarInstant(momentAt(day, time, zone)) });
    const when = [instant('DTSTART', hours.opens), instant('DTEND', hours.closes)];
    return [...calendarName(`${session.id}-${calendarDate(day)}`, now), ...when, ...words];
  });
}
