import { expect, test } from 'vitest';
import { findMatches } from './find-matches.ts';
import { meaningsOf } from './meanings.ts';
import { SearchIndex } from './search-index.ts';
import { typedWords } from './tokenise.ts';

const said = (query: string) =>
  meaningsOf(typedWords(query)).map(({ from, to, others }) => [from, to, others.map(({ text }) => text)]);

function indexOf(texts: Readonly<Record<string, string>>): SearchIndex {
  const index = new SearchIndex();
  for (const [field, text] of Object.entries(texts)) {
    index.put({
      id: `record of ${field}`,
      owner: `record of ${field}`,
      type: 'playbook',
      texts: [{ field: `description.${field}`, text, weight: 'body', isName: false }],
    });
  }
  return index;
}
const found = (index: SearchIndex, query: string) =>
  index.search(query, { limit: 10 }).hits.map(({ owner }) => owner.slice(-2));

const texts = {
  en: 'Set the cordon and wait.',
  ar: 'أقم الطوق الأمني وانتظر.',
  ru: 'Выставьте оцепление, позвоните прокурору.',
  zh: '设置警戒线并等待。',
};

test('a term typed in French finds the editions that say it in another language', () => {
  const index = indexOf(texts);
  expect(found(index, 'cordon de sécurité').sort()).toEqual(['ar', 'en', 'ru', 'zh']);
  expect(found(index, 'procureur')).toEqual(['ru']);
  expect(found(index, 'طوق أمني').sort()).toEqual(['ar', 'en', 'ru', 'zh']);
  expect(found(index, '警戒线').sort()).toEqual(['ar', 'en', 'ru', 'zh']);
});

test('the word as typed stands before what it means', () => {
  expect(found(indexOf(texts), 'cordon')[0]).toBe('en');
});

test('the marks show what was meant', () => {
  const { ar } = texts;
  expect(findMatches(ar, 'cordon de sécurité').map(([from, to]) => ar.slice(from, to))).toEqual(['الطوق', 'الأمني']);
});

test('only whole terms are translated, the longest that fits', () => {
  expect(said('cord')).toEqual([]);
  expect(said('the event lists now')).toEqual([[1, 3, expect.arrayContaining(['事件清单', 'liste des événements'])]]);
});

test('words that belong to no term add nothing', () => {
  expect(said('crossing at night')).toEqual([]);
});
