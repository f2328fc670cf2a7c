import { utf8 } from '../../../shared/base/bytes.ts';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { tlpLevels } from '../../../shared/domain/tlp.ts';
import { type CalendarSession, calendarOf } from '../../../shared/domain/training/session-calendar.ts';
import { fileNameOf } from '../../data/file-name.ts';
import { pageClock } from '../../data/page-ports.ts';
import { useSaveFile } from '../../data/use-save-file.ts';

/** Writes sessions into a file that other calendars take in. */
export function useSaveCalendar(): (name: string, sessions: readonly CalendarSession[]) => Promise<void> {
  const saveFile = useSaveFile();
  return (name, sessions) => saveFile(`${fileNameOf(name)}.ics`, utf8(calendarOf(sessions, pageClock.now())));
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
