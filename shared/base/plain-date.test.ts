import { afterEach, expect, test, vi } from 'vitest';
import { dayAfter, dayHere, daysBetween, isTimeZone, timeIn, utcDay } from './plain-date.ts';

afterEach(() => void vi.unstubAllEnvs());

const evening = Date.UTC(2026, 2, 1, 12);

test('[PO7] an instant falls on the day of whose calendar is asked: this machine, everybody, a place', () => {
  for (const [zone, day] of [
    ['Pacific/Auckland', '2026-03-02'],
    ['Pacific/Niue', '2026-03-01'],
  ] as const) {
    vi.stubEnv('TZ', zone);
    expect([dayHere(evening), timeIn(zone, evening).day, utcDay(evening)]).toEqual([day, day, '2026-03-01']);
  }
});

test('the hour is of the same calendar, midnight is 0, and a zone that nobody knows is UTC', () => {
  expect(timeIn('Pacific/Auckland', Date.UTC(2026, 2, 1, 11))).toEqual({ day: '2026-03-02', hour: 0 });
  expect(timeIn('Nowhere/Land', evening)).toEqual({ day: '2026-03-01', hour: 12 });
  expect([timeIn(undefined, evening).hour, isTimeZone(''), isTimeZone('Nowhere/Land'), isTimeZone('UTC')]).toEqual([
    12,
    false,
    false,
    true,
  ]);
});

test('days are counted over the ends of months, leap days and nights of 23 hours', () => {
  vi.stubEnv('TZ', 'Europe/Paris');
  expect([dayAfter('2028-02-28'), dayAfter('2026-03-01', -1), dayAfter('2026-03-28', 2)]).toEqual([
    '2028-02-29',
    '2026-02-28',
    '2026-03-30',
  ]);
  expect([daysBetween('2026-03-28', '2026-03-30'), daysBetween('2026-03-01', '2026-02-28')]).toEqual([2, -1]);
});

test('the calendar of a zone is made once, however many days are told by it', () => {
  timeIn('Pacific/Kiritimati', evening);
  const made = vi.spyOn(Intl, 'DateTimeFormat');
  for (let day = 0; day < 100; day++) timeIn('Pacific/Kiritimati', evening + day * 86_400_000);
  expect(made).not.toHaveBeenCalled();
  made.mockRestore();
});
