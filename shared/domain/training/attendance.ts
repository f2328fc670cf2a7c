/** What the marks of a session say: which one is shown, which were made apart and differ, what was corrected. */
import type { RecordId } from '../../base/ids.ts';
import { dayAfter, daysBetween, timeIn } from '../../base/plain-date.ts';
import { inMadeOrder } from '../made-order.ts';
import type { RecordState } from '../record-state.ts';
import { viewOf } from '../view.ts';
import { type AttendanceMark, type AttendanceState, attendanceMark, type DayPart } from './attendance-mark.ts';

export interface ShownMark {
  /** Null when the last mark takes the earlier ones back. */
  readonly state: AttendanceState | null;
  /** The mark that is shown: of those that nobody corrected, the one with the later Lamport. */
  readonly mark: AttendanceMark;
  /** Every mark on this person, day and part, oldest first; what was corrected stays in it. */
  readonly history: readonly AttendanceMark[];
  /** Marks made apart that say something else and that nobody has settled yet. */
  readonly differing: readonly AttendanceMark[];
}

/** One half day of a session. */
export interface Slot {
  readonly day: string;
  readonly part: DayPart;
}

/** Marks in the order that counts: Lamport, then id. */
export function marksInOrder(states: readonly RecordState[]): AttendanceMark[] {
  return inMadeOrder(states).map((state) => viewOf(attendanceMark, state));
}

/** The name under which the marks of a person in a half day are gathered. */
export function markKey(person: RecordId, slot: Slot): string {
  return `${slot.day} ${slot.part} ${person}`;
}

/**
 * What is shown for each person and half day. `marks` in the order of {@link marksInOrder}; `personOf` leads from a
 * record to the one shown in its place, so that marks on both records of one person are read together.
 */
export function attendanceOf(
  marks: readonly AttendanceMark[],
  personOf: (id: RecordId) => RecordId = (id) => id,
): ReadonlyMap<string, ShownMark> {
  const gathered = new Map<string, AttendanceMark[]>();
  for (const mark of marks) {
    const { person, day, part } = mark;
    if (person === undefined || day === undefined || part === undefined) continue;
    const key = markKey(personOf(person), { day, part });
    const there = gathered.get(key);
    if (there === undefined) gathered.set(key, [mark]);
    else there.push(mark);
  }
  return new Map([...gathered].map(([key, history]) => [key, shownOf(history)]));
}

function shownOf(history: readonly AttendanceMark[]): ShownMark {
  const corrected = new Set(history.flatMap((mark) => mark.corrects ?? []));
  const standing = history.filter((mark) => !corrected.has(mark.id));
  // Marks cannot correct each other in a ring unless somebody forged one; then the last of all is shown.
  const mark = (standing.at(-1) ?? history.at(-1)) as AttendanceMark;
  return {
    state: mark.mark ?? null,
    mark,
    history,
    differing: standing.filter((other) => other.mark !== mark.mark),
  };
}

/** What a new mark names as corrected: everything that stands, so that it also settles marks made apart. */
export function standingMarks(shown: ShownMark | undefined): RecordId[] {
  if (shown === undefined) return [];
  const corrected = new Set(shown.history.flatMap((mark) => mark.corrects ?? []));
  return shown.history.filter((mark) => !corrected.has(mark.id)).map((mark) => mark.id);
}

const cycle: readonly AttendanceState[] = ['present', 'late', 'absent', 'excused'];

/** The state after this one when a row is pressed again; unmarked goes to present. */
export function nextState(state: AttendanceState | null): AttendanceState {
  return cycle[(state === null ? 0 : cycle.indexOf(state) + 1) % cycle.length] as AttendanceState;
}

/** The days of a session, first to last, at most a hundred; empty when its dates are not set or the wrong way round. */
export function daysOfSession(start: string | undefined, end: string | undefined): string[] {
  if (start === undefined) return [];
  const length = Math.min(daysBetween(start, end ?? start) + 1, 100);
  return Array.from({ length }, (_, place) => dayAfter(start, place));
}

/**
 * The half day it is at the place of a session, or the nearest of its half days: before it the first, after it the last.
 * `now` in milliseconds; an unknown zone counts as UTC.
 */
export function slotAt(days: readonly string[], timeZone: string | undefined, now: number): Slot | null {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const { day, hour } = timeIn(timeZone, now);
  if (day < first) return { day: first, part: 'morning' };
  if (day > last) return { day: last, part: 'afternoon' };
  return { day, part: hour < 13 ? 'morning' : 'afternoon' };
}
