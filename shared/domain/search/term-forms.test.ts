import { expect, test } from 'vitest';
import { joinedReferences, withoutFront, withoutZeros } from './term-forms.ts';

test('takes article and particles off an Arabic word that stays a word', () => {
  expect(withoutFront('المحطه')).toEqual(['محطه']);
  expect(withoutFront('والشرطه')).toEqual(['شرطه']);
  expect(withoutFront('ومحطه')).toEqual(['محطه']);
  expect(withoutFront('لقايد')).toEqual(['قايد']);
});

test('leaves short words and other scripts alone', () => {
  expect(withoutFront('الى')).toEqual([]);
  expect(withoutFront('بلاغ')).toEqual([]);
  expect(withoutFront('alarm')).toEqual([]);
});

test('a number is also what it counts', () => {
  expect([withoutZeros('0142'), withoutZeros('142'), withoutZeros('000'), withoutZeros('0a')]).toEqual([
    '142',
    null,
    null,
    null,
  ]);
});

test('a reference is also one word', () => {
  expect(joinedReferences('See PB-0142, TR-26-031 and PB0007.')).toEqual([
    'pb0142',
    'pb142',
    'tr26031',
    'tr2631',
    'pb0007',
    'pb7',
  ]);
  expect(joinedReferences('a hub-and-spoke of 12 units')).toEqual([]);
});
