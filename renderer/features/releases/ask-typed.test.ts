import { expect, test } from 'vitest';
import { beginning, editionOf, nextNumber, problemsOf } from './ask-typed.ts';

const by = { person: '0190f000-0000-7000-8000-000000000101', name: 'A', centre: 'C' };
const said = { playbook: 'p', content: 'ab'.repeat(32), supersedes: null, language: 'en', by, at: 1 };

test('the next number is one more in its last part', () => {
  expect([null, '4.2', '4', '4.9', '1.0.3', 'spring'].map(nextNumber)).toEqual([
    ...['1.0', '4.3', '4.1', '4.10', '1.0.4', '1.0'],
  ]);
});

test('an edition needs a higher number, days in order, a few approvals, roles, and enough states where states count', () => {
  const good = beginning('4.2', '2028-02-29');
  expect(good.reviewDate).toBe('2029-02-28');
  expect(problemsOf(good, '4.2')).toEqual([]);
  expect(problemsOf({ ...good, number: '4.2' }, '4.2')).toEqual(['number']);
  expect(problemsOf({ ...good, validUntil: '2028-01-01' }, null)).toEqual(['days']);
  expect(problemsOf({ ...good, needed: '8' }, null)).toEqual(['needed']);
  expect(problemsOf({ ...good, roles: [] }, null)).toEqual(['roles']);
  const states = { ...good, distinct: 'state' as const, states: 'Coast = Sorrel\nLakes=Sorrel\nnothing' };
  expect(problemsOf(states, null)).toEqual(['states']);
  const named = { ...states, states: 'Coast = Sorrel\nLakes = Perrin' };
  expect(editionOf(named, said).rule.states).toEqual({ Coast: 'Sorrel', Lakes: 'Perrin' });
});
