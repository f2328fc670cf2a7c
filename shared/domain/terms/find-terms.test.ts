import { expect, test } from 'vitest';
import { languages } from '../language.ts';
import { findTerms } from './find-terms.ts';
import { termList } from './term-list.ts';

const found = (source: string, target: string, to = 'ar') =>
  findTerms(source, 'en', target, to).map(({ source: term, isUsed }) => `${term} ${isUsed}`);

test('terms are found in the source however they are inflected, and seen in the translation', () => {
  expect(found('Set the cordons.', 'أقم الطوق الأمني.')).toEqual(['cordon true']);
  expect(found('Set the cordon.', 'أقم الحاجز.')).toEqual(['cordon false']);
  expect(found('Call the prosecutor', 'Позвоните прокурору', 'ru')).toEqual(['prosecutor true']);
  expect(found('Update the event list', '更新事件清单', 'zh')).toEqual(['event list true']);
});

test('a longer term hides the shorter one inside it', () => {
  expect(found('The event list is ready', 'قائمة الأحداث جاهزة')).toEqual(['event list true']);
});

test('words that only begin alike are no term', () => {
  expect(found('The stepfather is on the hubcap', '')).toEqual([]);
});

test('a language that the list does not have has no terms', () => {
  expect(findTerms('cordon', 'en', 'Absperrung', 'de')).toEqual([]);
});

test('every term has its word in all six languages, and no English term stands twice', () => {
  for (const term of termList) for (const language of languages) expect(term[language].trim()).not.toBe('');
  const english = termList.map(({ en }) => en);
  expect(new Set(english).size).toBe(english.length);
});
