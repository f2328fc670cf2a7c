import type { CatalogueEntry } from '../../../../shared/domain/catalogue.ts';
import { strictestTlp, tlpLevels } from '../../../../shared/domain/tlp.ts';
import { type CalendarSession, calendarOf } from '../../../../shared/domain/training/session-calendar.ts';
import type { CalendarLeaving } from './save-calendar.tsx';

/** What leaves of these sessions: those that have a day. */
export function sessionsLeaving(name: string, sessions: readonly CalendarSession[]): CalendarLeaving {
  const dated = sessions.filter(({ session }) => session.start !== undefined);
  return {
    name,
    listed: dated.length,
    people: new Set(dated.flatMap(({ session }) => session.instructors ?? [])).size,
    marking: strictestTlp(dated.map(({ session }) => session.marking)),
    text: (now) => calendarOf(dated, now),
  };
}

/** What a calendar shows of a session that is listed. */
export function listedSession({ id, values }: CatalogueEntry): CalendarSession['session'] {
  const text = (field: string) => (typeof values[field] === 'string' ? values[field] : undefined);
  return {
    id,
    reference: text('reference'),
    place: text('place'),
    timeZone: text('timeZone'),
    start: text('start'),
    end: text('end'),
    opens: text('opens'),
    closes: text('closes'),
    instructors: (values['instructors'] as string[] | undefined) ?? [],
    marking: tlpLevels.find((level) => level === values['marking']),
  };
}
