import { expect, test } from 'vitest';
import { aboutInject, factView, injectView, standingBy } from '../../../test/support/conduct-drafts.ts';
import { clockTime, dueAt, dueClass, firstMinute, midnightAt, scenarioClock, scenarioPlan } from './conduct-clock.ts';

const minute = 60_000;

test('[EX2] minutes read as a day and a time of day, with seconds where they are asked for', () => {
  expect(clockTime(0)).toEqual({ day: 1, time: '00:00' });
  expect(clockTime(1_440 + 378)).toEqual({ day: 2, time: '06:18' });
  expect(clockTime(378.2, true)).toEqual({ day: 1, time: '06:18:12' });
  expect(clockTime(-60)).toEqual({ day: 0, time: '23:00' });
});

test('[EX10] midnight is that of the place, also on the day on which its clocks change', () => {
  expect(new Date(midnightAt('2026-11-24', 'Asia/Tokyo')).toISOString()).toBe('2026-11-23T15:00:00.000Z');
  expect(new Date(midnightAt('2026-03-29', 'Europe/Paris')).toISOString()).toBe('2026-03-28T23:00:00.000Z');
  expect(new Date(midnightAt('2026-03-30', 'Europe/Paris')).toISOString()).toBe('2026-03-29T22:00:00.000Z');
  expect(new Date(midnightAt('2026-01-01', 'America/Lima')).toISOString()).toBe('2026-01-01T05:00:00.000Z');
  expect(new Date(midnightAt('2026-01-01', 'No/Zone')).toISOString()).toBe('2026-01-01T00:00:00.000Z');
});

test('[EX2] an inject is due by its wall time, as it was deferred, or when it is called for; then never', () => {
  const planned = standingBy();
  expect(dueAt(injectView('i', { wallMinute: 10 }), planned, 5 * minute)).toBe(15 * minute);
  expect(dueAt(injectView('i'), planned, 0)).toBeNull();
  const later = { ...aboutInject('a', 'deferred'), until: 99 };
  expect(dueAt(injectView('i', { wallMinute: 10 }), standingBy(later), 0)).toBe(99);
  expect(dueAt(injectView('i', { wallMinute: 10 }), standingBy(aboutInject('a', 'fired')), 0)).toBeNull();
  const now = 100 * minute;
  expect([98, 99.5, 100, 115, 116].map((at) => dueClass(at * minute, now))).toEqual([
    ...['late', 'now', 'now', 'soon', 'later'],
  ]);
});

test('[EX10] the scenario runs at its rate, stands while it is paused, goes on from there, and stops at the end', () => {
  const started = factView('a', 'started', { at: 0, scenarioMinute: 300, rate: 4 });
  expect(scenarioClock([], 0)).toBeNull();
  expect(scenarioClock([started], 10 * minute)).toEqual({ minute: 340, rate: 4, isRunning: true });
  const paused = factView('b', 'paused', { at: 10 * minute, scenarioMinute: 340, rate: 4 });
  expect(scenarioClock([started, paused], 20 * minute)).toEqual({ minute: 340, rate: 4, isRunning: false });
  const resumed = factView('c', 'resumed', { at: 20 * minute, scenarioMinute: 340, rate: 4 });
  expect(scenarioClock([started, paused, resumed], 21 * minute)?.minute).toBe(344);
  const ended = factView('d', 'ended', { at: 22 * minute });
  expect(scenarioClock([started, resumed, ended], 60 * minute)).toEqual({ minute: 348, rate: 4, isRunning: false });
});

test('[EX10] rate and first minute of the scenario are read from the list', () => {
  const list = [
    injectView('a', { wallMinute: 570 }),
    injectView('b', { wallMinute: 580, scenarioMinute: 300 }),
    injectView('c', { wallMinute: 610, scenarioMinute: 420 }),
  ];
  expect(scenarioPlan(list)).toEqual({ rate: 4, first: 260 });
  expect(firstMinute(list)).toBe(570);
  expect(scenarioPlan([])).toEqual({ rate: 1, first: 0 });
  expect(scenarioPlan([injectView('a', { wallMinute: 30 })])).toEqual({ rate: 1, first: 30 });
});
