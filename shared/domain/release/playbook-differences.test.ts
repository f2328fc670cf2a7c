import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffText } from '../text-diff.ts';
import type { FrozenPlaybook, FrozenRecord } from './frozen-playbook.ts';
import { applyDifferences, differencesOf } from './playbook-differences.ts';

const text = fc
  .array(
    fc.constantFrom('Clear', '50 m', 'the', 'cordon.', 'طوق', '封锁', 'граница', '\n', ' ', ', ', '🙂', 'e\u0301'),
    {
      maxLength: 8,
    },
  )
  .map((words) => words.join(' '));
const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text, { maxLength: 3 }), fc.dictionary(text, text));
const keys = ['name.en', 'name.ar', 'description.en', 'caution.zh', 'condition', 'order', 'onTrue', 'cases', 'timeout'];
const fields = fc.dictionary(fc.constantFrom(...keys), value, { noNullPrototype: true });
const notes = fc.dictionary(fc.constantFrom('name.ar', 'caution.zh'), fc.array(value, { minLength: 1, maxLength: 2 }), {
  noNullPrototype: true,
});
const record = (id: string): fc.Arbitrary<FrozenRecord> => fc.record({ id: fc.constant(id), fields, notes });
const steps = fc
  .shuffledSubarray(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
  .chain((ids) => fc.tuple(...ids.map(record))) as fc.Arbitrary<FrozenRecord[]>;
const playbook: fc.Arbitrary<FrozenPlaybook> = fc.record({
  format: fc.constant(1 as const),
  playbook: record('p'),
  steps,
});

test('[RL8] the differences between any two texts, applied to the first, give exactly the second', () => {
  fc.assert(
    fc.property(playbook, playbook, (a, b) => {
      // Plain data: what a file keeps of it says the same.
      const differences = JSON.parse(JSON.stringify(differencesOf(a, b)));
      const applied = applyDifferences(a, differences);
      expect(applied.ok && applied.value).toEqual(b);
    }),
    { numRuns: 120 },
  );
});

test('a text has no differences from itself, and differences of another text are not applied', () => {
  fc.assert(
    fc.property(playbook, playbook, (a, b) => {
      const none = differencesOf(a, a);
      expect([none.steps, none.header.fields, none.header.notes]).toEqual([[], [], []]);
      fc.pre(differencesOf(a, b).from !== differencesOf(a, b).to);
      expect(applyDifferences(b, differencesOf(a, b))).toMatchObject({
        failure: { kind: 'differences-of-another-text' },
      });
    }),
    { numRuns: 50 },
  );
});

const step = (id: string, name = id): FrozenRecord => ({ id, fields: { 'name.en': name }, notes: {} });
const of = (...list: readonly FrozenRecord[]): FrozenPlaybook => ({ format: 1, playbook: step('p'), steps: list });

test('steps are told apart by their records: new, removed where it was, changed by word, moved', () => {
  const before = of(step('a'), step('b', 'Clear 50 m around it'), step('c'), step('d'));
  const after = of(step('a'), step('b', 'Clear 100 m around it'), step('new'), step('d'));
  expect(differencesOf(before, after).steps).toEqual([
    {
      kind: 'changed',
      id: 'b',
      isMoved: false,
      notes: [],
      fields: [
        {
          key: 'name.en',
          parts: [
            { kind: 'same', text: 'Clear ' },
            { kind: 'removed', text: '50' },
            { kind: 'added', text: '100' },
            { kind: 'same', text: ' m around it' },
          ],
        },
      ],
    },
    { kind: 'added', id: 'new', step: step('new') },
    { kind: 'removed', id: 'c', step: step('c') },
  ]);
  const moved = differencesOf(of(step('a'), step('b'), step('c')), of(step('b'), step('c'), step('a')));
  expect(moved.steps.map(({ id, kind }) => [id, kind])).toEqual([['a', 'changed']]);
});

test('two texts of hundreds of kilobytes that have nothing in common are told apart in a moment', () => {
  const [long, other] = ['alpha beta ', 'gamma '].map((word) => `Begin. ${word.repeat(50_000)}End.`);
  const parts = diffText(long as string, other as string);
  expect(parts.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added', 'same']);
  const one = `${'word '.repeat(40_000)}old ${'word '.repeat(40_000)}`;
  expect(diffText(one, one.replace('old', 'new')).filter(({ kind }) => kind !== 'same')).toHaveLength(2);
});
