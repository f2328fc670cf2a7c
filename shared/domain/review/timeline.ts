/** What happened, in order: the events of a run, or the half days of a session. A review is written beside it. */
import type { RecordId } from '../../base/ids.ts';
import type { RunEvent, RunEventKind } from '../run.ts';
import type { ShownMark } from '../training/attendance.ts';
import type { AttendanceState, DayPart } from '../training/attendance-mark.ts';

export interface RunMoment {
  readonly kind: RunEventKind | 'started';
  /** The record that says so; findings refer to it. */
  readonly id: RecordId;
  readonly at: number;
  readonly by: string;
  readonly step: RecordId | null;
  readonly text: string;
  readonly choice: string | null;
  readonly authority: string | null;
  /** Of a hand-over: who took over. */
  readonly to: string | null;
  /** Of a timer: when it is over. */
  readonly until: number | null;
}

/** The moments of a run: its start, and every event, those that were taken back too. `events` in the order that counts. */
export function runMoments(
  run: { readonly id: RecordId; readonly startedAt?: number | undefined },
  events: readonly RunEvent[],
): readonly RunMoment[] {
  const nothing = { by: '', step: null, text: '', choice: null, authority: null, to: null, until: null };
  const start: RunMoment[] =
    run.startedAt === undefined ? [] : [{ ...nothing, kind: 'started', id: run.id, at: run.startedAt }];
  const rest = events.map(
    (event): RunMoment => ({
      kind: event.kind ?? 'note',
      id: event.id,
      at: event.at ?? 0,
      by: event.by ?? '',
      step: event.step ?? null,
      text: event.text ?? '',
      choice: event.choice ?? null,
      authority: event.authority ?? null,
      to: event.to ?? null,
      until: event.until ?? null,
    }),
  );
  return [...start, ...rest];
}

/**
 * Where each moment stands on the line from the first to the last, from 0 to 1. Clocks of several laptops may differ: a
 * moment never stands before one that counts as earlier.
 */
export function placesOnLine(moments: readonly { readonly at: number }[]): readonly number[] {
  let latest = Number.NEGATIVE_INFINITY;
  const times = moments.map(({ at }) => {
    latest = Math.max(latest, at);
    return latest;
  });
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  return times.map((at) => (last === first ? 0 : (at - first) / (last - first)));
}

export interface SessionHalfDay {
  readonly day: string;
  readonly part: DayPart;
  readonly counts: Readonly<Record<AttendanceState, number>>;
}

/** The half days of a session on which anybody was marked, in order, with how many were there. */
export function sessionHalfDays(attendance: ReadonlyMap<string, ShownMark>): readonly SessionHalfDay[] {
  const halfDays = new Map<string, SessionHalfDay & { counts: Record<AttendanceState, number> }>();
  for (const { state, mark } of attendance.values()) {
    if (state === null || mark.day === undefined || mark.part === undefined) continue;
    const key = `${mark.day} ${mark.part === 'morning' ? 0 : 1}`;
    const there = halfDays.get(key) ?? {
      day: mark.day,
      part: mark.part,
      counts: { present: 0, late: 0, absent: 0, excused: 0 },
    };
    there.counts[state] += 1;
    halfDays.set(key, there);
  }
  return [...halfDays].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, halfDay]) => halfDay);
}
