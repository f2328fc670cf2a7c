import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RunEvent } from '../run.ts';
import { attendanceOf } from '../training/attendance.ts';
import type { AttendanceMark } from '../training/attendance-mark.ts';
import { placesOnLine, runMoments, sessionHalfDays } from './timeline.ts';

test('a run is its start and every event, in the order that counts', () => {
  const events = [
    { id: 'b', kind: 'decision', at: 20, by: 'Ines', step: 's', choice: 'true', authority: 'Prefect' },
    { id: 'c', kind: 'note', at: 10, text: 'Late news.' },
  ] as unknown as RunEvent[];
  const moments = runMoments({ id: 'run', startedAt: 5 }, events);
  expect(moments.map(({ id, kind, at }) => [id, kind, at])).toEqual([
    ['run', 'started', 5],
    ['b', 'decision', 20],
    ['c', 'note', 10],
  ]);
  expect(moments[2]).toMatchObject({ by: '', step: null, text: 'Late news.', choice: null, authority: null });
  expect(runMoments({ id: 'run' }, [])).toEqual([]);
});

test('places on the line are between its ends and never go back, whatever the clocks say', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ at: fc.integer() })), (moments) => {
      const places = placesOnLine(moments);
      expect(places).toHaveLength(moments.length);
      for (const [at, place] of places.entries()) {
        expect(place >= (places[at - 1] ?? 0) && place <= 1).toBe(true);
      }
    }),
  );
  expect(placesOnLine([{ at: 10 }, { at: 30 }, { at: 20 }, { at: 50 }])).toEqual([0, 0.5, 0.5, 1]);
  expect(placesOnLine([{ at: 7 }])).toEqual([0]);
});

test('half days of a session are counted by the mark that is shown, mornings first', () => {
  const mark = (id: string, person: string, part: 'morning' | 'afternoon', state: string, corrects: string[] = []) =>
    ({ id, person, day: '2026-11-23', part, mark: state, corrects }) as unknown as AttendanceMark;
  const marks = [
    mark('1', 'a', 'afternoon', 'present'),
    mark('2', 'a', 'morning', 'absent'),
    mark('3', 'a', 'morning', 'late', ['2']),
    mark('4', 'b', 'morning', 'present'),
  ];
  expect(sessionHalfDays(attendanceOf(marks))).toEqual([
    { day: '2026-11-23', part: 'morning', counts: { present: 1, late: 1, absent: 0, excused: 0 } },
    { day: '2026-11-23', part: 'afternoon', counts: { present: 1, late: 0, absent: 0, excused: 0 } },
  ]);
});
