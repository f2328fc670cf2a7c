import { expect, test } from 'vitest';
import type { JsonObject } from '../../base/json.ts';
import { documentOfPlan } from '../outline/plan-of-outline.ts';
import { diffText } from '../text-diff.ts';
import { diffDocuments } from './diff-documents.ts';

const planned = (source: string, ...steps: readonly (readonly [string, string])[]): JsonObject =>
  documentOfPlan({
    title: 'T',
    description: '',
    source,
    steps: steps.map(([name, description]) => ({ name, description, actions: [], line: 1 })),
  });
const said = (before: JsonObject, after: JsonObject) =>
  diffDocuments(before, after).steps.map(({ kind, name, changes }) => [
    kind,
    name,
    ...changes.map(({ property }) => property),
  ]);

test('a playbook does not differ from itself', () => {
  const one = planned('s', ['A', 'a'], ['B', 'b']);
  expect(diffDocuments(one, one)).toEqual({ isSame: true, header: [], steps: [] });
});

test('a changed text is told word by word', () => {
  const { steps } = diffDocuments(
    planned('s', ['A', 'Call the officer.']),
    planned('s', ['A', 'Call the duty officer.']),
  );
  expect(steps).toMatchObject([{ kind: 'changed', name: 'A', changes: [{ property: 'description' }] }]);
  expect(steps[0]?.changes[0]?.words?.filter(({ kind }) => kind !== 'same')).toEqual([
    { kind: 'added', text: 'duty ' },
  ]);
});

test('steps with other ids are the same by type and name, and an added one changes where its neighbour leads', () => {
  expect(said(planned('one', ['A', ''], ['C', '']), planned('two', ['A', ''], ['B', ''], ['C', '']))).toEqual([
    ['changed', 'A', 'agent', 'on_completion'],
    ['added', 'B', 'type', 'name', 'commands', 'agent', 'on_completion'],
    ['changed', 'C', 'agent'],
  ]);
  expect(said(planned('s', ['A', ''], ['B', '']), planned('s', ['A', '']))).toEqual([
    ['changed', 'A', 'on_completion'],
    ['removed', 'B', 'type', 'name', 'commands', 'agent', 'on_completion'],
  ]);
});

test('two texts that have nothing in common are one taken out and one put in, whatever their length', () => {
  const [before, after] = ['a', 'b'].map((word) => Array.from({ length: 3_000 }, (_, i) => `${word}${i}`).join(' '));
  expect(diffText(`same ${before} end`, `same ${after} end`).map(({ kind }) => kind)).toEqual([
    'same',
    'removed',
    'added',
    'same',
  ]);
});
