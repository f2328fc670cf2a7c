import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StepKind } from '../step.ts';
import { type WorkflowStep, workflowOf } from './workflow-of.ts';

type Drawn = Partial<WorkflowStep>;

function steps(...drawn: readonly (readonly [string, StepKind, Drawn?])[]): WorkflowStep[] {
  return drawn.map(
    ([id, kind, pointers = {}], i) => ({ id, kind, order: String(i).padStart(6, '0'), ...pointers }) as WorkflowStep,
  );
}

test('nodes are numbered as they are read, start and end are not', () => {
  const workflow = workflowOf(
    steps(
      ['s', 'start', { onCompletion: 'a' }],
      ['a', 'action', { onCompletion: 'b' }],
      ['b', 'action', { onCompletion: 'e' }],
      ['e', 'end'],
    ),
  );
  expect(workflow.nodes.map((node) => node.number)).toEqual([null, 1, 2, null]);
  expect(workflow.problems).toEqual([]);
});

test('edges say what they mean', () => {
  const workflow = workflowOf(
    steps(
      ['s', 'start', { onCompletion: 'i' }],
      ['i', 'if-condition', { onTrue: 'p', onFalse: 'w', onCompletion: 'c' }],
      ['p', 'parallel', { nextSteps: ['e', 'e'] }],
      ['w', 'while-condition', { onTrue: 'e', onCompletion: 'e' }],
      ['c', 'switch-condition', { cases: { low: 'e', high: 'a' } }],
      ['a', 'action', { onSuccess: 'e', onFailure: 'e' }],
      ['e', 'end'],
    ),
  );
  expect(workflow.edges.map((edge) => edge.kind)).toEqual([
    'next',
    'yes',
    'no',
    'next',
    'together',
    'together',
    'repeat',
    'next',
    'case',
    'case',
    'success',
    'failure',
  ]);
  expect(workflow.edges.filter((edge) => edge.kind === 'case').map((edge) => edge.label)).toEqual(['low', 'high']);
});

test('what an editor should settle is listed', () => {
  const workflow = workflowOf(
    steps(
      ['s', 'start', { onCompletion: 'a' }],
      ['a', 'if-condition', { onTrue: 'b', onFalse: 'gone' }],
      ['b', 'action', { onCompletion: 'c' }],
      ['c', 'action', { onCompletion: 'b' }],
      ['d', 'action'],
    ),
  );
  expect(workflow.problems).toEqual([
    { kind: 'dangling', step: 'a', edge: 'no', target: 'gone' },
    { kind: 'no-way-on', step: 'd' },
    { kind: 'no-end' },
    { kind: 'endless-loop', steps: ['b', 'c'] },
    { kind: 'unreachable', step: 'd' },
  ]);
});

test('a loop that can be left is no problem, and the step for exceptions needs no edge', () => {
  const list = steps(
    ['s', 'start', { onCompletion: 'a' }],
    ['a', 'if-condition', { onTrue: 'a', onFalse: 'e' }],
    ['x', 'end'],
    ['e', 'end'],
  );
  expect(workflowOf(list, 's', 'x').problems).toEqual([]);
});

test('any tangle of 5,000 steps is read in good time', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat({ max: 4_999 })), (stream) => {
      const next = () => String(stream.next().value);
      const list = Array.from(
        { length: 5_000 },
        (_, i) => [String(i), 'if-condition', { onTrue: next(), onFalse: next() }] as const,
      );
      const before = performance.now();
      const workflow = workflowOf(steps(['s', 'start', { onCompletion: '0' }], ...list));
      expect(workflow.edges).toHaveLength(10_001);
      expect(performance.now() - before).toBeLessThan(2_000);
    }),
    { numRuns: 3, seed: 1 },
  );
}, 30_000);
