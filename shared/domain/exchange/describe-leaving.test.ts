import { expect, test } from 'vitest';
import type { CatalogueEntry } from '../catalogue.ts';
import { describeLeaving } from './describe-leaving.ts';

const entry = (id: string, type: string, values: CatalogueEntry['values']): CatalogueEntry => {
  return { id, type, values, scope: 's', parent: '', deleted: false, conflicts: 0, behind: [], changedAt: 0 };
};

test('languages are counted by records, and everybody who is named counts once', () => {
  const facts = describeLeaving([
    entry('1', 'playbook', { 'title.en': 'Bridge', 'title.ar': 'جسر', 'description.en': 'Text', language: 'en' }),
    entry('2', 'playbook', { 'title.en': 'Quay' }),
    entry('3', 'person', { name: 'Amal Berrada' }),
    entry('4', 'person', { name: 'Amal Berrada' }),
    entry('5', 'action', { owner: 'Amal Berrada' }),
    entry('6', 'action', { owner: ' Tomasz Veld ' }),
    entry('7', 'exercise', { director: 'Tomasz Veld' }),
    entry('8', 'exercise', { director: ' ' }),
  ]);
  expect(facts.languages).toEqual([
    ['en', 2],
    ['ar', 1],
  ]);
  // Two records of one name may be two people; the owner with a record is one of them.
  expect(facts.people).toBe(3);
  expect(describeLeaving([])).toEqual({ languages: [], people: 0 });
});
