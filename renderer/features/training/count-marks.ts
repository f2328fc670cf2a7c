import { markKey, type ShownMark, type Slot } from '../../../shared/domain/training/attendance.ts';
import type { AttendanceState } from '../../../shared/domain/training/attendance-mark.ts';
import type { RosterRow } from '../../../shared/domain/training/roster.ts';

export type MarkCounts = Readonly<Record<AttendanceState | 'open', number>>;

/** What stands for each row of the roster in a half day. */
export function statesIn(
  roster: readonly RosterRow[],
  attendance: ReadonlyMap<string, ShownMark>,
  slot: Slot,
): (AttendanceState | null)[] {
  return roster.map(({ person }) => attendance.get(markKey(person.id, slot))?.state ?? null);
}

export function countMarks(states: readonly (AttendanceState | null)[]): MarkCounts {
  const counts = { present: 0, late: 0, absent: 0, excused: 0, open: 0 };
  for (const state of states) counts[state ?? 'open'] += 1;
  return counts;
}
