import { expect, test } from 'vitest';
import { changedSince } from './changed-since.ts';

const book = (id: string, changedAt: number) => ({ id, changedAt });

test('changed is what changed after the last look and was not opened since, its steps included', () => {
  const books = [book('old', 10), book('new', 30), book('opened', 30), book('parts', 10)];
  const steps = [
    { parent: 'parts', changedAt: 40, values: { kind: 'action' } },
    { parent: 'parts', changedAt: 99, values: { kind: 'end' } },
    { parent: 'parts', changedAt: 25, values: {} },
    { parent: 'opened', changedAt: 35, values: {} },
    { parent: 'old', changedAt: 5, values: {} },
  ];
  const changed = changedSince(books, steps, 20, { opened: 50 });
  expect(changed.map(({ playbook, steps: count, at }) => [playbook.id, count, at])).toEqual([
    ['parts', 2, 40],
    ['new', 0, 30],
  ]);
});
