/** Sessions as events of a calendar file ([IC1] to [IC4]). */
import { momentAt } from '../conduct/conduct-clock.ts';
import type { ShownText } from '../localised.ts';
import type { TlpLevel } from '../tlp.ts';
import { daysOfSession, isTimeZone } from './attendance.ts';
import { type CalendarLine, calendarDate, calendarFile, calendarInstant, calendarText } from './calendar-file.ts';
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

function eventsOf(each: CalendarSession, now: number): CalendarLine[][] {
  const { session } = each;
  const days = daysOfSession(session.start, session.end);
  const hours = hoursOf(session);
  const [first] = days;
  if (first === undefined) return [];
  if (hours === null) {
    const when = [date('DTSTART', first), date('DTEND', dayAfter(days.at(-1) ?? first))];
    return [[...named(session.id, now), ...when, ...saidOf(each)]];
  }
  const zone = session.timeZone !== undefined && isTimeZone(session.timeZone) ? session.timeZone : 'UTC';
  return days.map((day) => {
    const instant = (name: string, time: string) => ({ name, value: calendarInstant(momentAt(day, time, zone)) });
    const when = [instant('DTSTART', hours.opens), instant('DTEND', hours.closes)];
    return [...named(`${session.id}-${calendarDate(day)}`, now), ...when, ...saidOf(each)];
  });
}

/** The same name in every file ([IC3]); of two files the later one counts. */
function named(id: string, now: number): CalendarLine[] {
  return [
    { name: 'UID', value: id },
    { name: 'DTSTAMP', value: calendarInstant(now) },
  ];
}

function date(name: string, day: string): CalendarLine {
  return { name, parameters: { VALUE: 'DATE' }, value: calendarDate(day) };
}

function saidOf({ session, title }: CalendarSession): CalendarLine[] {
  const { reference, place, marking, instructors = [] } = session;
  const parts = (texts: readonly (string | undefined)[], between: string) =>
    calendarText(texts.filter((text) => text !== undefined && text !== '').join(between));
  const location = calendarText(place ?? '');
  const description = parts([marking, instructors.join('\n')], '\n');
  return [
    {
      name: 'SUMMARY',
      ...(/^[A-Za-z0-9-]+$/.test(title.lang) ? { parameters: { LANGUAGE: title.lang } } : {}),
      value: parts([title.text, reference], ' · '),
    },
    ...(location === '' ? [] : [{ name: 'LOCATION', value: location }]),
    ...(description === '' ? [] : [{ name: 'DESCRIPTION', value: description }]),
    { name: 'CLASS', value: classOf(marking) },
  ];
}

/** What calendars know of a mark ([IC4]); one that is missing counts as the usual one, TLP:AMBER. */
function classOf(marking: TlpLevel | undefined): 'PUBLIC' | 'PRIVATE' | 'CONFIDENTIAL' {
  if (marking === 'TLP:CLEAR') return 'PUBLIC';
  return marking === 'TLP:GREEN' ? 'PRIVATE' : 'CONFIDENTIAL';
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
