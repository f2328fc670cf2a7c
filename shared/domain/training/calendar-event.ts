/** Parts of an event that sessions and placements have alike: its name, its days, its words and its mark ([IC3], [IC4]). */
import { dayAfter } from '../../base/plain-date.ts';
import type { ShownText } from '../localised.ts';
import type { TlpLevel } from '../tlp.ts';
import { type CalendarLine, calendarDate, calendarInstant, calendarText } from './calendar-file.ts';

/** The same name in every file ([IC3]); of two files the later one counts. */
export function calendarName(id: string, now: number): CalendarLine[] {
  return [
    { name: 'UID', value: id },
    { name: 'DTSTAMP', value: calendarInstant(now) },
  ];
}

/** Whole days, the last one included. */
export function wholeDays(first: string, last: string): CalendarLine[] {
  const date = (name: string, day: string) => ({ name, parameters: { VALUE: 'DATE' }, value: calendarDate(day) });
  return [date('DTSTART', first), date('DTEND', dayAfter(last))];
}

export interface SaidOfEvent {
  readonly title: ShownText;
  readonly reference: string | undefined;
  readonly place: string | undefined;
  readonly marking: TlpLevel | undefined;
  /** Lines under the mark. */
  readonly lines: readonly string[];
}

/** What an event says of itself: its title with its reference, where it is, its mark and who is in it. */
export function calendarWords({ title, reference, place, marking, lines }: SaidOfEvent): CalendarLine[] {
  const parts = (texts: readonly (string | undefined)[], between: string) =>
    calendarText(texts.filter((text) => text !== undefined && text !== '').join(between));
  const location = calendarText(place ?? '');
  const description = parts([marking, lines.join('\n')], '\n');
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
