import { expect, test } from 'vitest';
import { aboutInject, injectView, standingBy } from '../../../test/support/conduct-drafts.ts';
import { injectsFor, partOf } from './exercise-part.ts';

const people = {
  director: 'Élise Marchand',
  controllers: ['Tomasz Veld'],
  leadEvaluator: 'Hélène Varcourt',
  evaluators: ['Амина Дасалло'],
  simulators: [],
  players: ['Ruslan Ostrev', 'Tomasz Veld'],
  observers: ['陈玉兰'],
};
const can = (name: string) => {
  const { roles, seesAll, mayConduct, mayObserve } = partOf(people, name);
  return [roles.join(' '), seesAll, mayConduct, mayObserve];
};

test('[EX11] [EX12] [EX13] a role is found by the name and takes away; two roles are the wider one', () => {
  expect(can('ELISE  MARCHAND')).toEqual(['director', true, true, true]);
  expect(can('амина дасалло')).toEqual(['evaluator', true, false, true]);
  expect(can('Ruslan Ostrev')).toEqual(['player', false, false, false]);
  expect(can('陈玉兰')).toEqual(['observer', false, false, false]);
  expect(can('Tomasz Veld')).toEqual(['controller player', true, true, true]);
  expect(can('Somebody else')).toEqual(['', true, true, true]);
  expect(can('')).toEqual(['', true, true, true]);
});

test('[EX12] players see what was fired, without what is expected of them', () => {
  const injects = [
    injectView('i', { expected: { en: 'One commander' }, instructions: { en: 'Wait' } }),
    injectView('j', {}),
    injectView('k', { kind: 'expected-action' }),
  ];
  const fired = standingBy(aboutInject('a', 'fired'));
  const standingOf = (id: string) => (id === 'j' ? standingBy() : fired);
  const seen = injectsFor(partOf(people, 'Ruslan Ostrev'), injects, standingOf);
  expect(seen.map(({ id, expected, instructions }) => [id, expected, instructions])).toEqual([['i', {}, {}]]);
  expect(injectsFor(partOf(people, 'Tomasz Veld'), injects, standingOf)).toBe(injects);
});

test('[EX21] [EX23] evaluators rate; the lead evaluator agrees, or the director of an exercise without one', () => {
  const rates = (
    name: string,
    of: typeof people | (Omit<typeof people, 'leadEvaluator'> & { leadEvaluator: undefined }) = people,
  ) => {
    const { mayRate, mayAgree } = partOf(of, name);
    return [mayRate, mayAgree];
  };
  expect(rates('Helene Varcourt')).toEqual([true, true]);
  expect(rates('Амина Дасалло')).toEqual([true, false]);
  expect(rates('Élise Marchand')).toEqual([false, false]);
  expect(rates('Élise Marchand', { ...people, leadEvaluator: undefined })).toEqual([false, true]);
  expect(rates('Ruslan Ostrev')).toEqual([false, false]);
  expect(rates('Somebody else')).toEqual([true, true]);
  expect(partOf(people, 'Hélène Varcourt')).toMatchObject({ seesAll: true, mayObserve: true, mayConduct: false });
});
