import { expect, test } from 'vitest';
import type { ShownMark } from '../training/attendance.ts';
import { attendedBy } from './passed.ts';

const days = ['2026-11-23', '2026-11-24', '2026-11-25'];

/** Marks by person, a letter for each half day: p(resent), l(ate), a(bsent), e(xcused), or nothing. */
function marksOf(people: Readonly<Record<string, string>>): ReadonlyMap<string, ShownMark> {
  const states = { p: 'present', l: 'late', a: 'absent', e: 'excused' } as const;
  const marks = new Map<string, ShownMark>();
  for (const [person, letters] of Object.entries(people)) {
    [...letters].forEach((letter, at) => {
      const key = `${days[at >> 1]} ${at % 2 === 0 ? 'morning' : 'afternoon'} ${person}`;
      if (letter !== '.') marks.set(key, { state: states[letter as 'p'] } as ShownMark);
    });
  }
  return marks;
}

test('[CT2] four of five half days in which anybody was marked are enough; late counts, excused does not', () => {
  const attended = attendedBy(
    ['ana', 'ben', 'eva', 'ola'],
    days,
    marksOf({ ana: 'pplpa.', ben: 'pppea.', eva: 'ppppp.' }),
  );
  expect([...attended.values()]).toEqual([
    { present: 4, of: 5, isEnough: true },
    { present: 3, of: 5, isEnough: false },
    { present: 5, of: 5, isEnough: true },
    { present: 0, of: 5, isEnough: false },
  ]);
  expect(attendedBy(['ana'], days, new Map()).get('ana')?.isEnough).toBe(false);
});
