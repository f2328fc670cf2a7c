import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockTime } from '../conduct/conduct-clock.ts';
import { readTime } from './read-time.ts';
import { readingsOf, timesOf } from './row-times.ts';

function said(cell: string): string {
  const reading = readTime(cell);
  if (reading.kind === 'clock') {
    const on = reading.date ?? (reading.day === null ? '' : `day ${reading.day}`);
    return `${on} ${clockTime(reading.minutes).time}`.trim();
  }
  return reading.kind === 'offset' ? `+${reading.minutes}` : reading.kind === 'unread' ? reading.why : 'empty';
}

test.each([
  ['10:43', '10:43'],
  ['9:05:30', '09:05'],
  ['10.43', '10:43'],
  ['10h43', '10:43'],
  ['9 h', '09:00'],
  ['9 ч 05', '09:05'],
  ['1043', '10:43'],
  ['0900 hrs', '09:00'],
  ['2:30 PM', '14:30'],
  ['12:10 a.m.', '00:10'],
  ['2 pm', '14:00'],
  ['٠٢:٣٠ م', '14:30'],
  ['１０：４３', '10:43'],
  ['10:43 Uhr', '10:43'],
  ['10 Uhr 43', '10:43'],
  ['9 Uhr', '09:00'],
  ['10点43分', '10:43'],
  ['9时', '09:00'],
  ['下午 2:30', '14:30'],
  ['2:30 مساءً', '14:30'],
  ['T+1:15', '+75'],
  ['+0:45', '+45'],
  ['+45', '+45'],
  ['E+90 min', '+90'],
  ['H+2', '+120'],
  ['T+1h30', '+90'],
  ['T-15', '+-15'],
  ['Day 2 06:18', 'day 2 06:18'],
  ['J2 06h18', 'day 2 06:18'],
  ['D+1, 06:18', 'day 2 06:18'],
  ['День 2 06:18', 'day 2 06:18'],
  ['اليوم ٢ 06:18', 'day 2 06:18'],
  ['第2天 06:18', 'day 2 06:18'],
  ['Tag 2, 06:18 Uhr', 'day 2 06:18'],
  ['2024-06-26 09:05', '2024-06-26 09:05'],
  ['2024-06-26T09:05:00', '2024-06-26 09:05'],
  ['26/06/2024 09h00', '2024-06-26 09:00'],
  ['6/26/2024 9:00 AM', '2024-06-26 09:00'],
  ['26.06.2024 09:00', '2024-06-26 09:00'],
])('[EX15] %s is read as %s', (cell, reading) => expect(said(cell)).toBe(reading));

test.each([
  ['', 'empty'],
  ['J-60', 'no-clock'],
  ['Day 2', 'no-clock'],
  ['2024-06-26', 'no-clock'],
  ['03/04/2026 10:00', 'day-or-month'],
  ['31.02.2026 10:00', 'not-a-time'],
  ['???', 'not-a-time'],
  ['25:00', 'not-a-time'],
  ['10:75', 'not-a-time'],
  ['13:00 PM', 'not-a-time'],
  ['0.4465', 'not-a-time'],
  ['after lunch', 'not-a-time'],
  ['3.', 'not-a-time'],
])('[EX15] %s is left empty: %s', (cell, why) => expect(said(cell)).toBe(why));

test('[EX15] every time of day is read as it was written, whatever the day', () => {
  fc.assert(
    fc.property(fc.nat(1_439), fc.integer({ min: 1, max: 30 }), (minutes, day) => {
      const { time } = clockTime(minutes);
      expect(readTime(`Day ${day} ${time}`)).toEqual({ kind: 'clock', minutes, day, date: null });
      expect(readTime(time.replace(':', 'h'))).toMatchObject({ kind: 'clock', minutes });
    }),
  );
});

test('[EX15] whatever stands in a cell, reading it ends', () => {
  const sign = fc.constantFrom(...'0123456789:.+-/ hHjJTдч第天日٢مpm');
  fc.assert(
    fc.property(fc.string({ unit: sign, maxLength: 24 }), (cell) => {
      expect(readTime(cell).kind).toBeTypeOf('string');
    }),
  );
});

test('[EX2] the first date of a column is day 1; days have a column of their own; offsets count from the start', () => {
  const minutes = (cells: string[][], day: 'date' | null = null, begins = 0) => {
    const rows = cells.map((each) => ({ cells: each }));
    return timesOf(readingsOf(rows, day === null ? ['wall'] : ['wall', 'date'], ['wall', 'date']), begins).map(
      (each) => each.minutes,
    );
  };
  expect(minutes([['27/06/2024 00:10'], ['26/06/2024 23:50'], ['']])).toEqual([1_450, 1_430, undefined]);
  expect(
    minutes(
      [
        ['06:18', '2'],
        ['06:18', 'Day 1'],
        ['06:18', ''],
        ['', '2'],
      ],
      'date',
    ),
  ).toEqual([...[1_818, 378, 378, undefined]]);
  expect(
    minutes(
      [
        ['06:18', '2024-06-27'],
        ['06:18', '2024-06-26 00:00'],
      ],
      'date',
    ),
  ).toEqual([1_818, 378]);
  expect(minutes([['+0:15'], ['10:00']], null, 540)).toEqual([555, 600]);
});
