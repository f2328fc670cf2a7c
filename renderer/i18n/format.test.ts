import { describe, expect, test } from 'vitest';
import { languages } from '../../shared/domain/language.ts';
import { createFormatters, isoOf } from './format.ts';

const moment = Date.UTC(2027, 5, 30, 3, 7, 12);

describe('formatters', () => {
  test.each(languages)('%s writes dates of the Gregorian year with Latin digits', (language) => {
    const format = createFormatters(language, 'UTC');
    for (const length of ['medium', 'long', 'full'] as const) {
      expect(format.date(moment, length)).toMatch(/2027/);
      expect(format.date(moment, length)).not.toMatch(/[\u0660-\u0669]/);
    }
    expect(format.time(moment)).toBe('03:07');
    expect(format.timeWithSeconds(moment)).toBe('03:07:12');
  });

  test('a moment beyond every calendar, as another laptop may have written it, is shown and breaks no screen', () => {
    const format = createFormatters('ar', 'UTC');
    for (const far of [Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER]) {
      expect(format.dateTime(far)).not.toBe('');
      expect(format.relative(far, moment)).not.toBe('');
      expect(Date.parse(isoOf(far))).toBe(Math.sign(far) * 8.64e15);
    }
  });

  test('dates read as in the pictures of the look', () => {
    expect(createFormatters('en', 'UTC').date(moment)).toBe('30 Jun 2027');
    expect(createFormatters('ar', 'UTC').date(moment, 'long')).toBe('30 يونيو 2027');
    expect(createFormatters('zh', 'UTC').date(moment, 'long')).toBe('2027年6月30日');
  });

  test('numbers are grouped as the language does, in Latin digits', () => {
    expect(createFormatters('en').number(50_000)).toBe('50,000');
    expect(createFormatters('ar').number(12)).toBe('12');
    expect(createFormatters('ru').number(50_000)).toMatch(/^50\s000$/u);
  });

  test('time apart is told in the largest unit that fits', () => {
    const format = createFormatters('en');
    const day = 86_400_000;
    expect(format.relative(0, 3 * day)).toBe('3 days ago');
    expect(format.relative(3 * day - 1000, 0)).toBe('in 3 days');
    expect(format.relative(0, 30_000)).toBe('now');
    expect(createFormatters('ar').relative(0, 3 * day)).toBe('قبل 3 أيام');
  });

  test('a duration is a clock and never negative', () => {
    const { duration } = createFormatters('fr');
    expect(duration(1_102_000)).toBe('00:18:22');
    expect(duration(100 * 3_600_000)).toBe('100:00:00');
    expect(duration(-5)).toBe('00:00:00');
  });

  test('sizes are told in the unit a person reads', () => {
    const { bytes } = createFormatters('en');
    expect(bytes(999)).toBe('999 bytes');
    expect(bytes(4_100_000)).toBe('4.1 MB');
  });

  test('sorting follows the language, and numbers inside a text count by value', () => {
    const names = ['PB-10', 'PB-9', 'élan', 'eau', 'Zoé'];
    expect([...names].sort(createFormatters('fr').compare)).toEqual(['eau', 'élan', 'PB-9', 'PB-10', 'Zoé']);
    expect(['яма', 'ёлка', 'ель'].sort(createFormatters('ru').compare)).toEqual(['ёлка', 'ель', 'яма']);
  });
});

test('[PO7] a plain date is no moment: the type of `date` refuses it', () => {
  // @ts-expect-error A plain date would be read as midnight in UTC, a day early in the Americas: dayText says it.
  expect(() => createFormatters('en').date('2026-03-01')).not.toThrow();
});
