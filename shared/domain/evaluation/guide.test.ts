import { expect, test } from 'vitest';
import { guideView, objectiveView } from '../../../test/support/evaluation-drafts.ts';
import { guideRows } from './guide.ts';

const read = (...items: Parameters<typeof guideRows>[0]['items']) =>
  guideRows({ objectives: [objectiveView('o1'), objectiveView('o2')], items }).map(
    ({ id, level, number }) => `${number} ${level} ${id}`,
  );

test('[EX16] a guide is read objective by objective, target by target, task by task', () => {
  const rows = read(
    guideView('b', { objective: 'o1' }),
    guideView('a', { objective: 'o1' }),
    guideView('x', { objective: 'o1', target: 'a' }),
    guideView('y', { objective: 'o1', target: 'a' }),
    guideView('c', { objective: 'o2' }),
  );
  expect(rows).toEqual([
    ...['1 objective o1', '1.1 target a', '1.1.1 task x', '1.1.2 task y', '1.2 target b'],
    ...['2 objective o2', '2.1 target c'],
  ]);
});

test('[EX16] a task without its target and an item without its objective stand at the end', () => {
  const rows = read(
    guideView('x', { objective: 'o1', target: 'gone' }),
    guideView('z', { objective: 'o1' }),
    guideView('lost', { objective: 'gone' }),
    // Its own objective is wrong: it stands with its target.
    guideView('y', { objective: 'o2', target: 'z' }),
    guideView('under-lost', { objective: 'gone', target: 'lost' }),
  );
  expect(rows).toEqual([
    ...['1 objective o1', '1.1 target z', '1.1.1 task y', '1.2 task x'],
    ...['2 objective o2', '3.1 target lost', '3.1.1 task under-lost'],
  ]);
});
