/** Who passed a session by what is recorded of it: who was there often enough ([CT2]). */
import type { RecordId } from '../../base/ids.ts';
import { markKey, type ShownMark, type Slot } from '../training/attendance.ts';
import { dayParts } from '../training/attendance-mark.ts';

/** Of five half days so many are asked for. */
const [asked, outOf] = [4, 5];

export interface Attended {
  /** Half days in which the person was there, on time or late. */
  readonly present: number;
  /** Half days in which anybody was marked. */
  readonly of: number;
  readonly isEnough: boolean;
}

/** How often each was there. A half day in which nobody was marked was not held, or not noted: it counts against nobody. */
export function attendedBy(
  people: readonly RecordId[],
  days: readonly string[],
  attendance: ReadonlyMap<string, ShownMark>,
): ReadonlyMap<RecordId, Attended> {
  const slots: Slot[] = days.flatMap((day) => dayParts.map((part) => ({ day, part })));
  const stateOf = (person: RecordId, slot: Slot) => attendance.get(markKey(person, slot))?.state ?? null;
  const held = slots.filter((slot) => people.some((person) => stateOf(person, slot) !== null));
  return new Map(
    people.map((person) => {
      const states = held.map((slot) => stateOf(person, slot));
      const present = states.filter((state) => state === 'present' || state === 'late').length;
      return [
        person,
        { present, of: held.length, isEnough: held.length > 0 && present * outOf >= held.length * asked },
      ];
    }),
  );
}
