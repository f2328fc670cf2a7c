import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Outcome } from './outcome.ts';
import { outcomesOfRuns, runOfUnreadableBatch, runsOfOutcomes } from './outcome-runs.ts';

const id = (n: number) => n.toString(16).padStart(32, '0');
const verdict = fc.oneof(
  fc.record({ kind: fc.constantFrom('accepted' as const, 'duplicate' as const), seq: fc.integer({ min: 1, max: 4 }) }),
  fc.record({
    kind: fc.constant('refused' as const),
    reason: fc.constantFrom('role-may-not' as const, 'value-invalid' as const),
  }),
  fc.constant({ kind: 'quarantined' as const, reason: 'unknown-type' as const, owner: 'steward' }),
  fc.constant({ kind: 'needs-newer-hub' as const }),
  fc.constant({ kind: 'needs-newer-hub' as const, reason: 'move-incomplete' as const }),
);

test('outcomes come out of their runs as they went in', () => {
  fc.assert(
    fc.property(fc.array(fc.array(verdict, { maxLength: 8 }), { maxLength: 4 }), (batches) => {
      const outcomes = batches.map((batch, b) => batch.map((one, i) => ({ ...one, id: id(b * 10 + i) }) as Outcome));
      const runs = outcomes.flatMap((batch, b) => runsOfOutcomes(b, batch));
      const sent = outcomes.map((batch) => batch.map((one) => one.id));
      expect(outcomesOfRuns(runs, sent)).toEqual(outcomes.flat());
    }),
  );
});

test('[EV4] a reason to wait that only a newer hub knows is left out: it waits', () => {
  const run = {
    batch: 0,
    first: 0,
    count: 1,
    kind: 'needs-newer-hub',
    seq: 0,
    reason: 'moon-is-full',
    owner: null,
  } as const;
  expect(outcomesOfRuns([run], [[id(1)]])).toEqual([{ kind: 'needs-newer-hub', id: id(1) }]);
});

test('a thousand accepted operations are one run', () => {
  const outcomes = Array.from({ length: 1_000 }, (_, i): Outcome => ({ kind: 'accepted', id: id(i), seq: 7 + i }));
  expect(runsOfOutcomes(0, outcomes)).toEqual([expect.objectContaining({ first: 0, count: 1_000, seq: 7 })]);
});

test('a batch that the hub could not read waits for a newer hub; a run about nothing says nothing', () => {
  const sent = [[id(1), id(2)]];
  expect(outcomesOfRuns([runOfUnreadableBatch(0)], sent).map(({ kind }) => kind)).toEqual([
    'needs-newer-hub',
    'needs-newer-hub',
  ]);
  expect(outcomesOfRuns([runOfUnreadableBatch(5)], sent)).toEqual([]);
});
