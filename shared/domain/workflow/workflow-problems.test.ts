import { expect, test } from 'vitest';
import type { Step, StepKind } from '../step.ts';
import { workflowProblems } from './workflow-problems.ts';

type Drawn = Partial<Omit<Step, 'id' | 'kind'>>;
const said = { name: { en: 'x' }, who: { en: 'x' }, authority: { en: 'x' }, legalBasis: { en: 'x' } };

function steps(...drawn: readonly (readonly [string, StepKind, Drawn?])[]): Step[] {
  return drawn.map(([id, kind, values = {}], i) => {
    const empty = { name: {}, who: {}, authority: {}, legalBasis: {}, conflicts: [] };
    return { ...empty, id, kind, order: `a${i}`, ...values } as unknown as Step;
  });
}
const found = (list: readonly Step[]) =>
  workflowProblems(list).map(({ kind, weight, step, field }) => `${weight} ${kind} ${step ?? '-'} ${field ?? '-'}`);

test('[WE10] a step that says everything has no problem', () => {
  const list = steps(
    ['s', 'start', { onCompletion: 'a' }],
    ['a', 'action', { ...said, onCompletion: 'e' }],
    ['e', 'end'],
  );
  expect(found(list)).toEqual([]);
});

test('[WE10] who, authority, name, condition, branches, playbook and law are missed, each in its field', () => {
  const list = steps(
    ['s', 'start', { onCompletion: 'a' }],
    ['a', 'action', { onCompletion: 'i' }],
    ['i', 'if-condition', { ...said, onTrue: 'e', onCompletion: 'w' }],
    ['w', 'while-condition', { ...said, condition: 'x', onCompletion: 'c' }],
    ['c', 'switch-condition', { ...said, switch: 'x', onCompletion: 'p' }],
    ['p', 'parallel', { nextSteps: ['e'], onCompletion: 'b' }],
    ['b', 'playbook-action', { ...said, onCompletion: 'e' }],
    ['e', 'end'],
  );
  expect(found(list)).toEqual([
    'must no-name a name',
    'must no-who a who',
    'must no-authority a authority',
    'should no-legal-basis a legalBasis',
    'must no-condition i condition',
    'must few-branches w onTrue',
    'must few-branches c cases',
    'must few-branches p nextSteps',
    'must no-playbook b playbookId',
  ]);
});

test('[WE10] a playbook that an earlier edition kept among what it carries is one', () => {
  const list = steps(
    ['s', 'start', { onCompletion: 'b' }],
    ['b', 'playbook-action', { ...said, extra: { playbook_id: 'playbook--1' }, onCompletion: 'e' }],
    ['e', 'end'],
  );
  expect(found(list)).toEqual([]);
});

test('[WE10] dangling edges, loops without a way out, branches that never end, steps that nothing leads to', () => {
  const list = steps(
    ['s', 'start', { onCompletion: 'i' }],
    ['i', 'if-condition', { ...said, condition: 'x', onTrue: 'a', onFalse: 'gone', onCompletion: 'e' }],
    ['a', 'action', { ...said, onCompletion: 'b' }],
    ['b', 'action', { ...said, onCompletion: 'a' }],
    ['d', 'action', said],
    ['e', 'end'],
    ['f', 'end'],
  );
  expect(found(list)).toEqual([
    'must dangling i onFalse',
    'must no-way-on d onCompletion',
    'must endless-loop a -',
    'must unreachable d -',
    'must branch-without-end i onTrue',
    'must branch-without-end i onFalse',
  ]);
});

test('[WE10] a jurisdiction that other steps name and one does not is said', () => {
  const entry = (jurisdiction: string) => ({ jurisdiction, basis: 'Act, s. 1' });
  const list = steps(
    ['s', 'start', { onCompletion: 'a' }],
    ['a', 'action', { ...said, jurisdictions: [entry('Varenia'), entry('Tolmara')], onCompletion: 'b' }],
    ['b', 'action', { ...said, legalBasis: {}, jurisdictions: [entry('Varenia')], onCompletion: 'c' }],
    ['c', 'action', { ...said, onCompletion: 'e' }],
    ['e', 'end'],
  );
  expect(workflowProblems(list)).toEqual([
    {
      ...{ kind: 'jurisdiction-missing', weight: 'should', step: 'b', field: 'jurisdictions' },
      ...{ edge: null, detail: 'Tolmara' },
    },
  ]);
});

test('[WE10] a field in conflict is said where it stands', () => {
  const list = steps(
    ['s', 'start', { onCompletion: 'a', conflicts: ['onCompletion'] }],
    ['a', 'action', { ...said, onCompletion: 'e' }],
    ['e', 'end'],
  );
  expect(found(list)).toEqual(['should conflict s onCompletion']);
});

test('[WE10] an empty playbook has no start and no end', () => {
  expect(found([])).toEqual(['must no-start - -', 'must no-end - -']);
});
