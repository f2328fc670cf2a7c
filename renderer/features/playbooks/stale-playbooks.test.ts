import { expect, test } from 'vitest';
import { type CatalogueEntry, type CatalogueQuery, matchesQuery } from '../../../shared/domain/catalogue.ts';
import { findNeverRun, findOutdated, findPastReview, findUntranslated } from './stale-playbooks.ts';

const context = { language: 'en', now: Date.UTC(2026, 10, 23, 22, 0) };
function entry(id: string, values: CatalogueEntry['values'], type = 'playbook', parent = ''): CatalogueEntry {
  return { id, scope: 's', type, parent, values, deleted: false, conflicts: 0, behind: [], changedAt: 0 };
}
const listOf = (entries: readonly CatalogueEntry[]) => async (query: CatalogueQuery) =>
  entries.filter((each) => matchesQuery(each, query));

test('past review is late, the latest first; what is due later than the axis is not told', async () => {
  const library = listOf([
    entry('today', { reviewDate: '2026-11-23' }),
    entry('late', { reviewDate: '2026-10-12' }),
    entry('later', { reviewDate: '2026-09-01' }),
    entry('far', { reviewDate: '2028-03-01' }),
    entry('never', {}),
  ]);
  const { late, coming } = await findPastReview(library, context);
  expect(late.map(({ id, days }) => [id, days])).toEqual([
    ['later', -83],
    ['late', -42],
  ]);
  expect(coming.map(({ id }) => id)).toEqual(['today']);
});

test('a language without a title is a translation that is missing', async () => {
  const library = listOf([
    entry('half', { 'title.en': 'Cordon', 'title.ar': 'طوق', 'title.fr': '' }),
    entry('whole', Object.fromEntries(['en', 'ar', 'es', 'fr', 'ru', 'zh'].map((tag) => [`title.${tag}`, 'x']))),
  ]);
  const { late, groups } = await findUntranslated(library, context);
  expect(late.map(({ id }) => id)).toEqual(['half']);
  expect(groups?.map(({ lang, count }) => [lang, count])).toEqual(['es', 'fr', 'ru', 'zh'].map((tag) => [tag, 1]));
});

test('a playbook is outdated when a text of it or of one of its steps is, counted once a language', async () => {
  const library = listOf([
    { ...entry('whole', {}), behind: [] },
    { ...entry('own', { priority: 1 }), behind: ['ar'] },
    { ...entry('deep', { priority: 9 }), behind: ['ar'] },
    { ...entry('one', {}, 'step', 'deep'), behind: ['ar', 'pt'] },
    { ...entry('two', {}, 'step', 'deep'), behind: ['fr'] },
    entry('three', {}, 'step', 'whole'),
  ]);
  const { late, coming, groups } = await findOutdated(library, context);
  expect([late.map(({ id }) => id), coming]).toEqual([['deep', 'own'], []]);
  expect(groups?.map(({ lang, count }) => [lang, count])).toEqual([
    ['ar', 2],
    ['fr', 1],
    ['pt', 1],
  ]);
});

test('only playbooks in force count as never run, and one run or exercise is enough', async () => {
  const library = listOf([
    entry('draft', { state: 'draft' }),
    entry('withdrawn', { state: 'released', revoked: true }),
    entry('used', { state: 'released' }),
    entry('low', { state: 'approved', priority: 9 }),
    entry('high', { state: 'released', priority: 1 }),
    entry('run', {}, 'run', 'used'),
    entry('practised', { state: 'released' }),
    entry('exercise', { playbooks: ['practised'] }, 'exercise'),
  ]);
  expect((await findNeverRun(library, context)).late.map(({ id }) => id)).toEqual(['high', 'low']);
});
