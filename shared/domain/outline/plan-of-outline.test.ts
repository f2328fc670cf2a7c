import { expect, test } from 'vitest';
import { isJsonObject } from '../../base/json.ts';
import { checkPlaybook } from '../cacao/check-playbook.ts';
import { documentOfPlan, type OutlinePlan, planOfOutline } from './plan-of-outline.ts';
import { readMarkdown } from './read-markdown.ts';

function planOf(text: string, name = 'folder/Stolen laptop.md'): OutlinePlan {
  const planned = planOfOutline(readMarkdown(text), name, 'source');
  if ('code' in planned) throw new Error(planned.code);
  return planned.plan;
}
const steps = (text: string) =>
  planOf(text).steps.map(({ name, description, actions }) => [name, description, ...actions]);

test('headings become steps, items of numbered lists their actions', () => {
  const text = '# Laptop\nWhat to do.\n## Report\nAt once.\n1. Call\n2. Write\n## Lock\n1. Lock it\n';
  expect([planOf(text).title, planOf(text).description]).toEqual(['Laptop', 'What to do.']);
  expect(steps(text)).toEqual([
    ['Report', 'At once.', 'Call', 'Write'],
    ['Lock', '', 'Lock it'],
  ]);
});

test('a heading over headings stands before their names', () => {
  expect(steps('# T\n## Act\n### Contain\na\n#### Net\nb\n### Clean\nc\n## Learn\nd').map(([name]) => name)).toEqual([
    'Act – Contain',
    'Net',
    'Act – Clean',
    'Learn',
  ]);
});

test('without a heading of its own rank the file gives the title, and without headings bold lines are read', () => {
  expect(planOf('# One\na\n# Two\nb').title).toBe('Stolen laptop');
  const bold = planOfOutline(readMarkdown('# Card\n\n**(P) Prepare**\n\n1. Patch\n'), 'x.md', 's');
  expect('plan' in bold && [bold.plan.steps[0]?.name, bold.reasons[0]?.code, bold.reasons[0]?.line]).toEqual([
    '(P) Prepare',
    'headings-from-bold',
    3,
  ]);
});

test('a list under no heading gives a step for each item', () => {
  expect(steps('1. Call\n   the officer\n2. Write\n')).toEqual([
    ['Call the officer', ''],
    ['Write', ''],
  ]);
});

test('text alone is refused with the line', () => {
  expect(planOfOutline(readMarkdown('Only words.'), 'x.md', 's')).toMatchObject({ code: 'outline-no-steps', line: 1 });
  expect(planOfOutline(readMarkdown('# Only a title'), 'x.md', 's')).toMatchObject({ code: 'outline-no-steps' });
});

test('the document is plain CACAO 2.0 but for its times, and the same for the same file', () => {
  const plan = planOf('# T\n## A\n1. x\n## B\ny\n## C\nz');
  const at = '2026-01-01T00:00:00.000Z';
  expect(checkPlaybook({ ...documentOfPlan(plan), created: at, modified: at })).toEqual([]);
  expect(documentOfPlan(plan)).toEqual(documentOfPlan(planOf('# T\n## A\n1. x\n## B\ny\n## C\nz')));
});

test('a step left out is not there, and what stood before it leads on', () => {
  const { workflow } = documentOfPlan(planOf('# T\n## A\na\n## B\nb\n## C\nc'), new Set([1]));
  const all = isJsonObject(workflow) ? Object.entries(workflow) : [];
  const [, a, c, end] = all.map(([id, step]) => ({ id, ...(step as { name?: string; on_completion?: string }) }));
  expect([a?.name, c?.name, all.length]).toEqual(['A', 'C', 4]);
  expect([a?.on_completion, c?.on_completion]).toEqual([c?.id, end?.id]);
});
