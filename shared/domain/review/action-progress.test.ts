import { expect, test } from 'vitest';
import { isOutstanding, latenessOf, moveAction } from './action-progress.ts';

test('an action is late the day after it is due, soon for a fortnight before, and never when it is done', () => {
  const on = (due: string, state: 'open' | 'done' = 'open') => latenessOf({ due, state }, '2026-11-26');
  expect(on('2026-11-25')).toEqual({ kind: 'overdue', days: 1 });
  expect(on('2026-11-26')).toEqual({ kind: 'soon', days: 0 });
  expect(on('2026-12-10')).toEqual({ kind: 'soon', days: 14 });
  expect(on('2026-12-11')).toBeNull();
  expect(on('2026-11-25', 'done')).toBeNull();
  expect(latenessOf({}, '2026-11-26')).toBeNull();
});

test('days are counted over the ends of summer time and of years', () => {
  expect(latenessOf({ due: '2025-12-31' }, '2026-01-01')).toEqual({ kind: 'overdue', days: 1 });
  expect(latenessOf({ due: '2026-03-28' }, '2026-03-30')).toEqual({ kind: 'overdue', days: 2 });
});

test('an action without a state is open', () => {
  expect([isOutstanding({}), isOutstanding({ state: 'in-progress' }), isOutstanding({ state: 'closed' })]).toEqual([
    true,
    true,
    false,
  ]);
});

test('only evidence verifies, and an action is dated once', () => {
  const today = '2026-11-26';
  expect(moveAction({ hasEvidence: false }, 'verified', today)).toEqual({
    ok: false,
    failure: { kind: 'evidence-missing' },
  });
  expect(moveAction({ hasEvidence: true, doneOn: '2026-11-01' }, 'verified', today)).toEqual({
    ok: true,
    value: { state: 'verified', doneOn: '2026-11-01' },
  });
  expect(moveAction({ hasEvidence: false }, 'done', today)).toEqual({
    ok: true,
    value: { state: 'done', doneOn: today },
  });
  expect(moveAction({ hasEvidence: true, doneOn: '2026-11-01' }, 'in-progress', today)).toEqual({
    ok: true,
    value: { state: 'in-progress', doneOn: null },
  });
});
