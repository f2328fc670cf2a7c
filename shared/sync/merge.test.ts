import fc from 'fast-check';
import { expect, test } from 'vitest';
import { playbookId } from '../../test/support/engine-life.ts';
import { person, scopeA, uuidNumbered } from '../../test/support/network.ts';
import type { OperationKind, RecordState } from '../domain/record-state.ts';
import { foldRecord, type Mergeable, mergeOperation } from './merge.ts';

const id = (n: number) => n.toString(16).padStart(32, '0');

function operation(n: number, over: Partial<Mergeable> = {}): Mergeable {
  return {
    id: id(n),
    kind: 'set',
    scope: scopeA,
    type: 'playbook',
    record: playbookId(1),
    field: 'title.en',
    value: n,
    supersedes: [],
    tx: uuidNumbered(0x77, n),
    lamport: n,
    wall: n,
    schema: 1,
    origin: { author: person(1), device: uuidNumbered(0xdd, 1), incarnation: uuidNumbered(0x11, 1) },
    ...over,
  };
}

/** Any history: operations may supersede any earlier ones, of their own field or not, and be of a kind nobody knows. */
const histories = fc
  .array(
    fc.record({
      field: fc.constantFrom('title.en', 'state', '@exists', '__proto__', 'constructor'),
      kind: fc.constantFrom('create', 'set', 'delete', 'restore', 'increment' as OperationKind),
      back: fc.array(fc.nat({ max: 12 }), { maxLength: 3 }),
      lamport: fc.integer({ min: 1, max: 4 }),
      place: fc.constantFrom('playbook', 'step'),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((steps) =>
    steps.map(({ back, place, ...step }, i) =>
      operation(i + 1, {
        ...step,
        type: place,
        supersedes: [...new Set(back.filter((n) => n < i).map((n) => id(n + 1)))],
      }),
    ),
  );

/** Merges one by one, as they come, repetitions included. */
function mergeAll(operations: readonly Mergeable[]): RecordState | null {
  const known = new Set<string>();
  let state: RecordState | null = null;
  for (const one of operations) {
    state = mergeOperation(state, one, (other) => known.has(other));
    known.add(one.id);
  }
  return state;
}

test('[MG1] any order and any repetition of any history gives the same state, to the letter', () => {
  fc.assert(
    fc.property(
      histories.chain((history) =>
        fc.record({
          history: fc.constant(history),
          shuffled: fc.shuffledSubarray([...history, ...history], { minLength: history.length * 2 }),
        }),
      ),
      ({ history, shuffled }) => {
        expect(JSON.stringify(mergeAll(shuffled))).toBe(JSON.stringify(foldRecord(history)));
      },
    ),
    { numRuns: 300 },
  );
});

/** Histories in which each operation stands behind what it supersedes: whole records as they are read from the hub. */
const wholes = fc
  .array(
    fc.record({
      field: fc.constantFrom('title.en', 'state', '@exists', '__proto__'),
      kind: fc.constantFrom('create', 'set', 'delete', 'move'),
      replaces: fc.boolean(),
      lamport: fc.integer({ min: 1, max: 4 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((steps) => {
    const last = new Map<string, string>();
    return steps.map(({ replaces, ...step }, i) => {
      const before = last.get(step.field);
      last.set(step.field, id(i + 1));
      return operation(i + 1, { ...step, supersedes: replaces && before !== undefined ? [before] : [] });
    });
  });

test('[MG1] a whole record that is folded at once is what it is when its operations are merged one by one', () => {
  fc.assert(
    fc.property(wholes, (history) => {
      expect(JSON.stringify(foldRecord(history))).toBe(JSON.stringify(mergeAll(history)));
    }),
    { numRuns: 300 },
  );
});

test('[MG2] heads are exactly the operations of a field that no other operation of that field supersedes', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const merged = history.filter(({ kind }) => kind !== ('increment' as OperationKind));
      const gone = new Set(merged.flatMap((one) => one.supersedes.map((other) => `${other} ${one.field}`)));
      const expected = merged.filter((one) => !gone.has(`${one.id} ${one.field}`)).map((one) => one.id);
      const heads = Object.values(foldRecord(history)?.fields ?? {}).flat();
      expect(heads.map((head) => head.id).sort()).toEqual(expected.sort());
    }),
    { numRuns: 200 },
  );
});

test('[MG3] an operation that was superseded before it came never shows, and is missing no longer once it is here', () => {
  const [first, second] = [operation(1), operation(2, { supersedes: [id(1)] })];
  const early = mergeOperation(null, second, () => false);
  expect(early?.missing).toEqual([{ id: id(1), field: 'title.en' }]);
  const late = mergeOperation(early, first, (other) => other === id(2));
  expect(late?.missing).toEqual([]);
  expect(late?.fields['title.en']?.map((head) => head.id)).toEqual([id(2)]);
});

test('[MG2] an operation has no power over another field, in whatever order they come', () => {
  const [state, title] = [operation(1, { field: 'state' }), operation(2, { supersedes: [id(1)] })];
  for (const order of [
    [state, title],
    [title, state],
  ]) {
    expect(Object.keys(foldRecord(order)?.fields ?? {})).toEqual(['state', 'title.en']);
  }
});

test('[MG5] [OP5] equal Lamport numbers are ordered by id, and no clock is asked', () => {
  const heads = foldRecord([
    operation(3, { lamport: 7, wall: 1 }),
    operation(1, { lamport: 7, wall: 9_999_999_999_999 }),
    operation(2, { lamport: 7, wall: -5 }),
  ])?.fields['title.en'];
  expect(heads?.map((head) => head.id)).toEqual([id(1), id(2), id(3)]);
});
