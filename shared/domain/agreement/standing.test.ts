import { expect, test } from 'vitest';
import type { Json } from '../../base/json.ts';
import { checkValue } from '../edit.ts';
import { type Act, agreement, agreementAct, digestOfTerms, maySign, readTerms, type Terms } from './agreement.ts';
import { mayFlow, onceFlowed } from './flow.ts';
import { kindsOf } from './kinds-of.ts';
import { agreedFrom, standingOf } from './standing.ts';

const id = '0190a000-0000-7000-8000-000000000001';
const uuid = (n: number) => `0190a000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`;
const profile = (n: number, centre: string) => ({ person: uuid(n), name: `Person ${n}`, centre });
const [proposer, ruslan, mireille] = [profile(1, 'Capital'), profile(2, 'Coast'), profile(3, 'Highlands')];

const terms: Terms = {
  title: 'Doctrine for both banks',
  reference: 'AG-26-04',
  purpose: 'Joint practice at the bridge',
  language: 'en',
  parties: ['Coast', 'Highlands'],
  kinds: ['playbook'],
  ceiling: 'TLP:AMBER',
  from: '2026-03-01',
  until: '2026-03-31',
  signatures: 1,
  by: proposer,
  at: 1,
};
const act = (by: Act['by'], more: Partial<Act> = {}): Act => {
  return { does: 'sign', digest: digestOfTerms(id, terms), note: '', language: 'en', by, at: 2, ...more };
};
const agreedWith = (...acts: readonly Act[]) => ({ id, terms, digest: digestOfTerms(id, terms), acts });
const stateOf = (acts: readonly Act[], day: string) => standingOf(agreedWith(...acts), day).state;
const both = [act(ruslan), act(mireille)];

test('it is proposed until a person of every party has signed, and holds from its first day to its last', () => {
  expect(stateOf([act(ruslan)], '2026-03-10')).toBe('proposed');
  expect(stateOf(both, '2026-02-28')).toBe('coming');
  expect(stateOf(both, '2026-03-01')).toBe('in-force');
  expect(stateOf(both, '2026-03-31')).toBe('in-force');
  expect(stateOf(both, '2026-04-01')).toBe('over');
  expect(stateOf([], '2026-04-01')).toBe('over');
});

test('[OD2] one laptop signs for one party: of two who signed on it the first counts, and nobody on the one where it was proposed', () => {
  const on = (by: Act['by'], device: string, at = 2) => ({ ...act(by, { at }), device });
  const standing = (...acts: readonly Act[]) =>
    standingOf(agreedWith(...acts), '2026-03-10').parties.map(({ isEnough }) => isEnough);
  expect(standing(on(ruslan, 'd1'), on(mireille, 'd1', 3))).toEqual([true, false]);
  expect(standing(on(ruslan, 'd1'), on(mireille, 'd2'))).toEqual([true, true]);
  const named = { ...terms, device: 'd1' } as Terms;
  const digest = digestOfTerms(id, named);
  const acts = [
    { ...on(ruslan, 'd1'), digest },
    { ...on(mireille, 'd2'), digest },
  ];
  const { parties } = standingOf({ id, terms: named, digest, acts }, '2026-03-10');
  expect(parties.map(({ isEnough }) => isEnough)).toEqual([false, true]);
});

test('one person of a party ends it; somebody of another centre does not', () => {
  expect(stateOf([...both, act(mireille, { does: 'end' })], '2026-03-10')).toBe('ended');
  expect(stateOf([...both, act(profile(4, 'Lakes'), { does: 'end' })], '2026-03-10')).toBe('in-force');
});

test('whoever proposed it and whoever is of no party may not sign', () => {
  expect(maySign(terms, ruslan)).toBe(true);
  expect(maySign(terms, profile(4, 'Lakes'))).toBe(false);
  expect(maySign({ ...terms, by: ruslan }, ruslan)).toBe(false);
});

test('an act belongs to the terms that its digest names, and to no other record that says the same', () => {
  const words = [
    { type: agreement.type, record: id, value: terms as unknown as Json },
    { type: agreement.type, record: uuid(9), value: terms as unknown as Json },
    ...both.map((one) => ({ type: agreementAct.type, record: uuid(8), value: one as unknown as Json })),
  ];
  expect(agreedFrom(words).map((one) => [one.id, standingOf(one, '2026-03-10').state])).toEqual([
    [id, 'in-force'],
    [uuid(9), 'proposed'],
  ]);
});

test('terms that allow what is for named persons, end before they begin, or name one party twice are no terms', () => {
  for (const wrong of [
    { ceiling: 'TLP:RED' },
    { until: '2026-02-01' },
    { parties: ['Coast', 'Coast'] },
    { kinds: [] },
  ]) {
    const value = { ...terms, ...wrong } as unknown as Json;
    expect(readTerms(value), JSON.stringify(wrong)).toBeNull();
    expect(checkValue(agreement, 'terms', value).ok).toBe(false);
  }
  expect(checkValue(agreement, 'terms', terms as unknown as Json).ok).toBe(true);
});

test('what is held says why and by which agreement it nearly could; what was covered once is for a person to decide', () => {
  const way = { from: 'Coast', to: 'Highlands' };
  const held = (subject: Parameters<typeof mayFlow>[0], day = '2026-03-10') =>
    mayFlow(subject, way, [agreedWith(...both)], day);
  expect(held({ kind: 'playbook', mark: 'TLP:GREEN' })).toEqual({ flows: true, by: 'agreement', agreement: id });
  expect(held({ kind: 'playbook', mark: 'TLP:AMBER+STRICT' })).toMatchObject({ why: 'above-ceiling', agreement: id });
  expect(held({ kind: 'playbook', mark: 'none' })).toMatchObject({ why: 'above-ceiling' });
  expect(held({ kind: 'person', mark: 'TLP:GREEN' })).toMatchObject({ why: 'kind-not-agreed' });
  expect(held({ kind: 'playbook', mark: 'TLP:GREEN' }, '2026-04-01')).toMatchObject({ why: 'not-in-force' });
  expect(held({ kind: 'playbook', mark: 'TLP:RED' })).toMatchObject({ why: 'for-named-persons', agreement: null });
  expect(mayFlow({ kind: 'playbook', mark: 'TLP:CLEAR' }, way, [], '2026-03-10')).toMatchObject({
    why: 'no-agreement',
  });

  const subject = { kind: 'playbook', mark: 'TLP:AMBER' } as const;
  expect(onceFlowed(subject, way, [agreedWith(...both, act(ruslan, { does: 'end' }))])).toBe(true);
  expect(onceFlowed(subject, way, [agreedWith(act(ruslan))])).toBe(false);
  expect(onceFlowed({ ...subject, mark: 'TLP:RED' }, way, [agreedWith(...both)])).toBe(false);
});

test('a step is of the kind of its playbook, a run of its own; what has no owner here is of no agreed kind', () => {
  const kindOf = kindsOf([
    { id: 'p', type: 'playbook', parent: '' },
    { id: 's', type: 'step', parent: 'p' },
    { id: 'r', type: 'run', parent: 'p' },
    { id: 'e', type: 'run-event', parent: 'r' },
    { id: 'lost', type: 'step', parent: 'gone' },
  ]);
  expect(['p', 's', 'r', 'e', 'lost'].map(kindOf)).toEqual(['playbook', 'playbook', 'run', 'run', 'step']);
});
