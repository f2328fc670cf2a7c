import { expect, test } from 'vitest';
import { endsBeforeStart, keyedDays } from './typed-days.ts';

test('an end before the start is wrong, no end is one day', () => {
  expect(endsBeforeStart({ start: '2026-11-24', end: '2026-11-23' })).toBe(true);
  expect(endsBeforeStart({ start: '2026-11-24', end: '2026-11-24' })).toBe(false);
  expect(endsBeforeStart({ start: '2026-11-24', end: '' })).toBe(false);
  expect(keyedDays({ start: '2026-11-24', end: '' })).toEqual({ start: '2026-11-24', end: '2026-11-24' });
  expect(keyedDays({ start: '', end: '' })).toEqual({ start: null, end: null });
});
