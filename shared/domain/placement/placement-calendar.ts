/** Placements as events of whole days in a calendar file ([PC7]). */
import type { ShownText } from '../localised.ts';
import { calendarName, calendarWords, wholeDays } from '../training/calendar-event.ts';
import { calendarFile } from '../training/calendar-file.ts';
import type { PlacementRow } from './placement-row.ts';

export interface CalendarPlacement {
  readonly row: PlacementRow;
  /** What it is and whose, as whoever saves the file reads it. */
  readonly title: ShownText;
}

/** Whether a calendar has a placement: it has a first day and was not called off. */
export function isInCalendar({ start, state }: PlacementRow): boolean {
  return start !== undefined && state !== 'called-off';
}

/** The file with these placements, as they stand at `now`. */
export function placementCalendar(placements: readonly CalendarPlacement[], now: number): string {
  const events = placements
    .filter(({ row }) => isInCalendar(row))
    .map(({ row, title }) => {
      const { id, start = '', end, reference, host, marking } = row;
      const last = end === undefined || end < start ? start : end;
      const words = calendarWords({ title, reference, place: host, marking, lines: [] });
      return [...calendarName(id, now), ...wholeDays(start, last), ...words];
    });
  return calendarFile(events);
}
