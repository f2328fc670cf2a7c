/**
 * Recall of the search over parallel texts in six languages: of what the asker means, how much is found. Queries are partly
 * written by hand (typed-queries.ts), partly made by rule of the words that single a text out; each must reach 99 %.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Language, languages } from '../../shared/domain/language.ts';
import { SearchIndex } from '../../shared/domain/search/search-index.ts';
import { absentQueries, typedQueries } from './typed-queries.ts';

type Texts = readonly Readonly<Record<Language, readonly [title: string, body: string]>>[];
const texts = JSON.parse(readFileSync(new URL('./texts.json', import.meta.url), 'utf8')) as Texts;

/** All languages in one index, as on a laptop: what is found must hold its own among the others. */
const index = new SearchIndex();
for (const [number, editions] of texts.entries()) {
  const fields = languages.flatMap((language) => {
    const [title, body] = editions[language];
    return [
      { field: `title.${language}`, text: title, weight: 'title', isName: false },
      { field: `description.${language}`, text: body, weight: 'body', isName: false },
    ] as const;
  });
  index.put({ id: `${number}`, type: 'playbook', owner: `${number}`, texts: fields });
}

/** What somebody scans: the first thirty hits. */
const seen = (query: string, preferred: Language) =>
  new Set(index.search(query, { limit: 30, preferred }).hits.map(({ owner }) => Number(owner)));

interface Asked {
  readonly query: string;
  readonly wanted: readonly number[];
}

function recallOf(queries: readonly Asked[], language: Language) {
  let wanted = 0;
  const missed: string[] = [];
  for (const { query, wanted: numbers } of queries) {
    const found = seen(query, language);
    wanted += numbers.length;
    missed.push(...numbers.filter((number) => !found.has(number)).map((number) => `${query} -> ${number}`));
  }
  return { recall: (wanted - missed.length) / wanted, missed };
}

describe.each(languages)('recall in %s', (language) => {
  test('of queries as people type them is 99 % and more', () => {
    const queries = typedQueries[language].map(([query, ...wanted]) => ({ query, wanted }));
    const { recall, missed } = recallOf(queries, language);
    expect(recall, missed.join('\n')).toBeGreaterThanOrEqual(0.99);
  });

  test('of the words that single a text out, in every spelling, is 99 % and more', () => {
    const queries = distinctive(language).flatMap(({ query, wanted }) =>
      spellings(query, language).map((spelling) => ({ query: spelling, wanted })),
    );
    expect(queries.length).toBeGreaterThan(100);
    const { recall, missed } = recallOf(queries, language);
    expect(recall, missed.join('\n')).toBeGreaterThanOrEqual(0.99);
  });

  test('words that stand nowhere find nothing', () => {
    for (const query of absentQueries[language]) expect([...seen(query, language)], query).toEqual([]);
  });
});

test('there are texts and queries enough to mean something', () => {
  expect(texts.length).toBeGreaterThanOrEqual(60);
  for (const language of languages) expect(typedQueries[language].length, language).toBeGreaterThanOrEqual(34);
});

const perText = 2;

/** For each text its longest words that stand in no other; of Chinese three characters that do. */
function distinctive(language: Language): Asked[] {
  const whole = texts.map((editions) => editions[language].join('\n'));
  return whole.flatMap((text, number) => {
    const words = language === 'zh' ? triples(text) : text.split(/[^\p{L}\p{M}]+/u);
    const alone = words.filter(
      (word) => word.length >= 3 && !whole.some((other, at) => at !== number && other.includes(word)),
    );
    const longest = alone.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
    return longest.slice(0, perText).map((query) => ({ query, wanted: [number] }));
  });
}

function triples(text: string): string[] {
  return text
    .split(/[^\p{Script=Han}]+/u)
    .flatMap((run) => Array.from({ length: Math.max(0, run.length - 2) }, (_, at) => run.slice(at, at + 3)));
}

/** The word as it stands, in capitals, without what a hurried person leaves out, and half typed. */
function spellings(word: string, language: Language): string[] {
  const made = [word, word.toUpperCase(), [...word].slice(0, Math.max(3, Math.ceil(word.length * 0.7))).join('')];
  if (language === 'ar') {
    const bare = word.replace(/\p{M}/gu, '');
    made.push([...bare].join('\u064e'), [...bare].join('\u0640'), bare.replace(/[أإآ]/g, 'ا').replace(/ة/g, 'ه'));
  } else made.push(word.normalize('NFD').replace(/\p{M}/gu, ''), word.normalize('NFD'));
  return [...new Set(made)];
}
