import { expect, test } from 'vitest';
import { createRecord } from '../edit.ts';
import type { RecordState } from '../record-state.ts';
import { attendanceOf, daysOfSession, markKey, marksInOrder, nextState, slotAt, standingMarks } from './attendance.ts';
import type { AttendanceMark, AttendanceState } from './attendance-mark.ts';
import { attendanceMark } from './attendance-mark.ts';

const slot = { day: '2026-11-24', part: 'morning' } as const;
const key = markKey('amal', slot);

/** A mark as the store keeps it, made at a Lamport time. */
function stored(id: string, lamport: number, mark: AttendanceState | undefined, corrects: string[] = []): RecordState {
  const drafts = createRecord(
    attendanceMark,
    { scope: 's', id },
    { ...slot, session: 'tr', person: 'amal', mark, corrects },
  );
  if (!drafts.ok) throw new Error(drafts.failure.reason);
  const fields = Object.fromEntries(
    drafts.value.map(({ field, kind, value }) => [
      field,
      [{ id: `${id} ${field}`, kind, value, lamport, wall: 0, author: 'p', device: 'd' }],
    ]),
  );
  return { scope: 's', type: 'attendance-mark', id, fields, missing: [] };
}

const shown = (...states: RecordState[]) => attendanceOf(marksInOrder(states)).get(key);
const ids = (marks: readonly AttendanceMark[] | undefined) => marks?.map(({ id }) => id);

test('of marks made apart the later Lamport is shown and the differing one is flagged (formats.md 11)', () => {
  const both = shown(stored('b', 7, 'absent'), stored('a', 5, 'present'));
  expect([both?.state, ids(both?.differing)]).toEqual(['absent', ['a']]);
});

test('equal Lamports fall back on the id, so that two laptops show the same', () => {
  const one = [stored('a', 5, 'present'), stored('b', 5, 'late')];
  expect(shown(...one)?.state).toBe('late');
  expect(shown(...one.reverse())?.state).toBe('late');
});

test('marks made apart that say the same are no difference', () => {
  expect(shown(stored('a', 5, 'present'), stored('b', 6, 'present'))?.differing).toEqual([]);
});

test('a correction is shown, the first mark is kept, and nothing differs', () => {
  const corrected = shown(stored('a', 5, 'absent'), stored('b', 6, 'late', ['a']));
  expect([corrected?.state, ids(corrected?.history), corrected?.differing]).toEqual(['late', ['a', 'b'], []]);
});

test('a correction wins over what it corrects even when its Lamport is smaller', () => {
  expect(shown(stored('b', 3, 'late', ['a']), stored('a', 9, 'absent'))?.state).toBe('late');
});

test('one new mark settles all that stand', () => {
  const apart = shown(stored('a', 5, 'present'), stored('b', 6, 'absent'));
  expect(standingMarks(apart)).toEqual(['a', 'b']);
  const settled = shown(stored('a', 5, 'present'), stored('b', 6, 'absent'), stored('c', 7, 'late', ['a', 'b']));
  expect([settled?.state, settled?.differing]).toEqual(['late', []]);
});

test('a mark without a state takes back what it corrects', () => {
  const back = shown(stored('a', 5, 'present'), stored('b', 6, undefined, ['a']));
  expect([back?.state, ids(back?.history)]).toEqual([null, ['a', 'b']]);
});

test('marks that claim to correct each other still show one of them', () => {
  expect(shown(stored('a', 5, 'present', ['b']), stored('b', 6, 'late', ['a']))?.state).toBe('late');
});

test('a press goes present, late, absent, excused and round', () => {
  const seen: AttendanceState[] = [];
  for (let state: AttendanceState | null = null; seen.length < 5; seen.push(state)) state = nextState(state);
  expect(seen).toEqual(['present', 'late', 'absent', 'excused', 'present']);
});

test('the half day is that of the place, not of the laptop', () => {
  const days = daysOfSession('2026-11-23', '2026-11-26');
  expect(days).toEqual(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26']);
  const at = Date.parse('2026-11-23T23:30:00Z');
  expect(slotAt(days, 'Asia/Tokyo', at)).toEqual({ day: '2026-11-24', part: 'morning' });
  expect(slotAt(days, 'America/Lima', at)).toEqual({ day: '2026-11-23', part: 'afternoon' });
  expect(slotAt(days, 'Not/AZone', at)).toEqual({ day: '2026-11-23', part: 'afternoon' });
  expect(slotAt(days, 'UTC', Date.parse('2026-12-24T08:00:00Z'))).toEqual({ day: '2026-11-26', part: 'afternoon' });
});

test('dates the wrong way round give no days', () => {
  expect(daysOfSession('2026-11-26', '2026-11-23')).toEqual([]);
});

test('twenty thousand marks are read within the budget of a screen', () => {
  const marks = Array.from({ length: 20_000 }, (_, at) => ({
    ...slot,
    id: `m${at}`,
    person: `p${at % 5_000}`,
    mark: 'present',
    corrects: at < 5_000 ? [] : [`m${at - 5_000}`],
  })) as unknown as AttendanceMark[];
  const startedAt = performance.now();
  expect(attendanceOf(marks).size).toBe(5_000);
  // 300 ms is the figure for a quiet machine; several tests share this one.
  expect(performance.now() - startedAt).toBeLessThan(900);
});
