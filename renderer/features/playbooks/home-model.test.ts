import { expect, test } from 'vitest';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { homePlaybook, toBeginWith } from './home-model.ts';

function entry(id: string, values: CatalogueEntry['values'], changedAt = 0): CatalogueEntry {
  return { id, scope: 's', type: 'playbook', parent: '', values, deleted: false, conflicts: 0, behind: [], changedAt };
}
const book = (id: string, values: CatalogueEntry['values'] = {}, changedAt = 0) =>
  homePlaybook(entry(id, values, changedAt), 'en', '2026-11-23');

test('a review that is due today is not late, yesterday it was by one day', () => {
  const reviewIn = (reviewDate: string) => book('dated', { reviewDate }).reviewIn;
  expect([reviewIn('2026-11-23'), reviewIn('2026-11-22'), reviewIn('2026-12-23')]).toEqual([0, -1, 30]);
});

test('before anything was pinned the most urgent stand first, and no priority comes last', () => {
  const books = [
    book('none'),
    book('zero', { priority: 0 }),
    book('first', { priority: 1 }),
    book('tenth', { priority: 10 }),
  ];
  expect(toBeginWith(books, 3).map(({ id }) => id)).toEqual(['first', 'tenth', 'none']);
});
