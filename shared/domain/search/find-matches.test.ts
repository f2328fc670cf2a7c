import { expect, test } from 'vitest';
import { excerpt, findMatches } from './find-matches.ts';

const marked = (text: string, query: string) => findMatches(text, query).map(([start, end]) => text.slice(start, end));

test('marks the words as they are written, not as they were typed', () => {
  expect(marked('Établissez le périmètre', 'perim')).toEqual(['périmètre']);
  expect(marked('أقم الطَّوْقَ الأمني', 'طوق')).toEqual(['الطَّوْقَ']);
});

test('joins the pairs of a Chinese word into one mark', () => {
  expect(marked('人员留在警戒线以外', '警戒线')).toEqual(['警戒线']);
});

test('an excerpt keeps the first match in sight and its mark in place', () => {
  const text = `${'alpha '.repeat(60)}cordon ${'omega '.repeat(60)}`;
  const shown = excerpt(text, findMatches(text, 'cordon'), 90);
  const [start, end] = shown.matches[0] ?? [0, 0];
  expect(shown.text.slice(start, end)).toBe('cordon');
  expect(shown.text.length).toBeLessThan(110);
});

test('a short text is its own excerpt', () => {
  expect(excerpt('the cordon', [[4, 10]], 90)).toEqual({ text: 'the cordon', matches: [[4, 10]] });
});
