/** The times of the rows of an event list: read together, since the first date of a column is the first day. */
import { daysBetween } from '../../base/plain-date.ts';
import type { EventColumn, EventMapping } from './event-columns.ts';
import { readTime, type TimeReading } from './read-time.ts';

export type TimeProblem = Extract<TimeReading, { kind: 'unread' }>['why'] | 'empty';

export interface RowTime {
  readonly minutes: number | undefined;
  readonly problem: TimeProblem | null;
}

interface Row {
  readonly cells: readonly string[];
}

const dayMinutes = 24 * 60;

/** The cell of a row that holds this. */
export function cellOf({ cells }: Row, mapping: EventMapping, column: EventColumn): string {
  const place = mapping.indexOf(column);
  return place < 0 ? '' : (cells[place] ?? '').trim();
}

/** How the times of a column read, each with the day of its own column where there is one. */
export function readingsOf(
  rows: readonly Row[],
  mapping: EventMapping,
  [time, day]: readonly [EventColumn, EventColumn],
): TimeReading[] {
  return rows.map((row) => {
    const [clock, on] = [cellOf(row, mapping, time), cellOf(row, mapping, day)];
    // A time that says its own day needs no other.
    if (on === '' || clock === '' || hasDay(readTime(clock))) return readTime(clock === '' ? on : clock);
    return readTime(`${/^\d{1,3}$/.test(on) ? `Day ${on}` : on.replace(/[ T]00:00$/, '')} ${clock}`);
  });
}

const hasDay = (reading: TimeReading) => reading.kind === 'clock' && (reading.day !== null || reading.date !== null);

/** The first date of a column: day 1 of its list. */
export function firstDate(readings: readonly TimeReading[]): string | null {
  const dates = readings.flatMap((reading) =>
    reading.kind === 'clock' && reading.date !== null ? [reading.date] : [],
  );
  return dates.sort()[0] ?? null;
}

/** Minutes from midnight of the first day. `begins` is where times counted from the start begin. */
export function timesOf(readings: readonly TimeReading[], begins: number): RowTime[] {
  const first = firstDate(readings);
  return readings.map((reading) => {
    if (reading.kind === 'empty') return { minutes: undefined, problem: 'empty' };
    if (reading.kind === 'unread') return { minutes: undefined, problem: reading.why };
    if (reading.kind === 'offset') return { minutes: begins + reading.minutes, problem: null };
    const { minutes, day, date } = reading;
    const on = date !== null && first !== null ? daysBetween(first, date) : (day ?? 1) - 1;
    return { minutes: on * dayMinutes + minutes, problem: null };
  });
}
