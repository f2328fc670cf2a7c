import { expect, test } from 'vitest';
import { isolate } from './isolate.ts';

const wrapped = (text: string) => `\u2068${text}\u2069`;

test('a value that runs the other way is isolated', () => {
  expect(isolate('يوسف طرحال', 'ltr')).toBe(wrapped('يوسف طرحال'));
  expect(isolate('PB-0142', 'rtl')).toBe(wrapped('PB-0142'));
  expect(isolate('中文', 'rtl')).toBe(wrapped('中文'));
});

test('a value of the same direction, and one without letters, stays as it is', () => {
  expect(isolate('Tolmara', 'ltr')).toBe('Tolmara');
  expect(isolate('مركز', 'rtl')).toBe('مركز');
  expect(isolate('4.2', 'rtl')).toBe('4.2');
});
