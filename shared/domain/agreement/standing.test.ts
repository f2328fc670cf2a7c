import { expect, test } from 'vitest';
import type { Json } from '../../base/json.ts';
import { checkValue } from '../edit.ts';
import { declarationOf, recordDeclarations } from '../records.ts';
import {
  type Act,
  agreedKinds,
  agreement,
  agreementAct,
  agreesOnPeople,
  digestOfTerms,
  maySign,
  readTerms,
  type Terms,
} from './agreement.ts';
import { type ConsentFact, mayFlow, onceFlowed } from './flow.ts';
import { kindsOf, standsAlone } from './kinds-of.ts';
import { type Agreed, agreedFrom, agreementStates, standingOf } from './standing.ts';

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

test('every state that an agreement can be in has its place among the states', () => {
  const states = [
    stateOf([], '2026-03-10'),
    stateOf(both, '2026-02-28'),
    stateOf(both, '2026-03-10'),
    stateOf(both, '2026-04-01'),
    stateOf([...both, act(mireille, { does: 'end' })], '2026-03-10'),
  ];
  expect(states).toEqual([...agreementStates]);
});

test('each party has its own signatures, the earliest of each person; whoever ended it has not signed by that', () => {
  const ines = profile(5, 'Coast');
  const late = act(ruslan, { at: 9 });
  const { parties } = standingOf(
    agreedWith(late, act(ines, { at: 5 }), act(ruslan), act(ines, { does: 'end' })),
    '2026-03-10',
  );
  expect(parties).toEqual([
    { centre: 'Coast', signed: [act(ruslan), act(ines, { at: 5 })], isEnough: true },
    { centre: 'Highlands', signed: [], isEnough: false },
  ]);
  expect(standingOf(agreedWith(act(ines, { does: 'end' })), '2026-03-10').parties[0]?.isEnough).toBe(false);
});

test('what is of another kind says nothing of agreements, though it reads like it; they stand in the order of their ids', () => {
  const [before, other] = ['0190a000-0000-7000-8000-000000000000', uuid(9)];
  const value = terms as unknown as Json;
  const words = [
    ...[other, id, before].map((record) => ({ type: agreement.type, record, value })),
    { type: 'playbook', record: uuid(7), value },
    ...both.map((one) => ({ type: 'playbook', record: uuid(8), value: one as unknown as Json })),
  ];
  expect(agreedFrom(words).map((one) => [one.id, one.acts.length])).toEqual([
    [before, 0],
    [id, 0],
    [other, 0],
  ]);
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

test('[AG1] an act belongs to the terms that its digest names, and to no other record that says the same', () => {
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
  expect(held({ kind: 'playbook', mark: 'TLP:GREEN', consent: 'about-nobody' })).toEqual({
    flows: true,
    by: 'agreement',
    agreement: id,
  });
  expect(held({ kind: 'playbook', mark: 'TLP:AMBER+STRICT', consent: 'about-nobody' })).toMatchObject({
    why: 'above-ceiling',
    agreement: id,
  });
  expect(held({ kind: 'playbook', mark: 'none', consent: 'about-nobody' })).toMatchObject({ why: 'above-ceiling' });
  expect(held({ kind: 'person', mark: 'TLP:GREEN', consent: 'about-nobody' })).toMatchObject({
    why: 'kind-not-agreed',
  });
  expect(held({ kind: 'playbook', mark: 'TLP:GREEN', consent: 'about-nobody' }, '2026-04-01')).toMatchObject({
    why: 'not-in-force',
  });
  expect(held({ kind: 'playbook', mark: 'TLP:RED', consent: 'about-nobody' })).toEqual({
    flows: false,
    why: 'for-named-persons',
    agreement: null,
  });
  expect(
    mayFlow({ kind: 'playbook', mark: 'TLP:CLEAR', consent: 'about-nobody' }, way, [], '2026-03-10'),
  ).toMatchObject({
    why: 'no-agreement',
  });

  const subject = { kind: 'playbook', mark: 'TLP:AMBER', consent: 'about-nobody' } as const;
  expect(onceFlowed(subject, way, [agreedWith(...both, act(ruslan, { does: 'end' }))])).toBe(true);
  expect(onceFlowed(subject, way, [agreedWith(act(ruslan))])).toBe(false);
  expect(onceFlowed({ ...subject, mark: 'TLP:RED' }, way, [agreedWith(...both)])).toBe(false);
});

test('what was once covered: by an agreement of both that every party signed, whatever others say, and never what is for named persons', () => {
  const subject = { kind: 'playbook', mark: 'TLP:AMBER', consent: 'about-nobody' } as const;
  const way = { from: 'Coast', to: 'Highlands' };
  const [whole, unsigned] = [agreedWith(...both), agreedWith(act(ruslan))];
  expect(onceFlowed(subject, way, [unsigned, whole])).toBe(true);
  expect(onceFlowed(subject, way, [])).toBe(false);
  expect(onceFlowed({ ...subject, kind: 'person' }, way, [whole])).toBe(false);
  for (const other of [
    { from: undefined, to: 'Highlands' },
    { from: 'Coast', to: undefined },
    { from: 'Lakes', to: 'Highlands' },
    { from: 'Coast', to: 'Lakes' },
    { from: 'Lakes', to: 'Capital' },
  ]) {
    expect(onceFlowed(subject, other, [whole]), JSON.stringify(other)).toBe(false);
  }
  // Such terms are no terms; were they taken once, this still holds.
  const red = { ...whole, terms: { ...terms, ceiling: 'TLP:RED' as 'TLP:AMBER' } };
  expect(onceFlowed({ ...subject, mark: 'TLP:RED' }, way, [red])).toBe(false);
});

test('an answer says by what right it flows; what names no centre at either end is of the whole network', () => {
  const subject = { kind: 'person', mark: 'TLP:RED', consent: 'about-nobody' } as const;
  const right = (way: Parameters<typeof mayFlow>[1]) => mayFlow(subject, way, [], '2026-03-10');
  expect(right({ from: undefined, to: 'Coast' })).toEqual({ flows: true, by: 'network' });
  expect(right({ from: 'Coast', to: undefined })).toEqual({ flows: true, by: 'network' });
  expect(right({ from: 'Coast', to: 'Coast' })).toEqual({ flows: true, by: 'own-centre' });
  expect(right({ from: 'Coast', to: 'Lakes', isHome: true })).toEqual({ flows: true, by: 'home' });
});

test('of agreements that nearly let it flow the first of the nearest is named; without any, none', () => {
  const way = { from: 'Coast', to: 'Highlands' };
  const hidden = { kind: 'playbook', mark: 'TLP:AMBER+STRICT', consent: 'about-nobody' } as const;
  const unsigned = { ...agreedWith(act(ruslan)), id: uuid(70) };
  const [first, second] = [agreedWith(...both), { ...agreedWith(...both), id: uuid(71) }];
  const held = (agreements: Parameters<typeof mayFlow>[2]) => mayFlow(hidden, way, agreements, '2026-03-10');
  expect(held([unsigned, first, second])).toEqual({ flows: false, why: 'above-ceiling', agreement: id });
  expect(held([unsigned])).toEqual({ flows: false, why: 'not-in-force', agreement: uuid(70) });
  expect(held([])).toEqual({ flows: false, why: 'no-agreement', agreement: null });
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
  expect(kindOf('nobody')).toBe('');
});

test('what belongs to nothing and what this edition does not know stand alone; records that own each other end somewhere', () => {
  expect(['playbook', 'person', 'run', 'of a newer edition', 'step'].map(standsAlone)).toEqual([
    ...[true, true, true, true, false],
  ]);
  const kindOf = kindsOf([
    { id: 'a', type: 'step', parent: 'b' },
    { id: 'b', type: 'step', parent: 'a' },
  ]);
  expect(kindOf('a')).toBe('step');
});

test('[CO3] terms that ask for consent let through what is about nobody or was agreed to, and nothing else; others ask nothing', () => {
  const way = { from: 'Coast', to: 'Highlands' };
  const asks = { ...agreedWith(...both), terms: { ...terms, kinds: ['person'], consent: true } as Terms };
  const digest = digestOfTerms(id, asks.terms);
  const asking = { ...asks, digest, acts: both.map((one) => ({ ...one, digest })) };
  const silent = { ...agreedWith(...both), terms: { ...terms, kinds: ['person'] } as Terms };
  const why = (consent: ConsentFact, agreed: Agreed) => {
    const answer = mayFlow({ kind: 'person', mark: 'TLP:GREEN', consent }, way, [agreed], '2026-03-10');
    return answer.flows ? null : answer.why;
  };
  const facts = ['about-nobody', 'given', 'unsaid', 'refused'] as const;
  expect(facts.map((fact) => why(fact, asking))).toEqual([null, null, 'consent-not-given', 'consent-not-given']);
  expect(facts.map((fact) => why(fact, silent))).toEqual([null, null, null, null]);
  // A mark above the ceiling is further away than a consent that nobody gave.
  const high = { kind: 'person', mark: 'none', consent: 'unsaid' } as const;
  const nearest = mayFlow(high, way, [{ ...asking, id: uuid(72) }, asking], '2026-03-10');
  expect(nearest).toMatchObject({ why: 'above-ceiling', agreement: uuid(72) });
  const low = { ...high, mark: 'TLP:GREEN' } as const;
  const lower = { ...asking, id: uuid(73), terms: { ...asking.terms, ceiling: 'TLP:CLEAR' as const } };
  const lowest = { ...lower, digest: digestOfTerms(uuid(73), lower.terms) };
  const signed = { ...lowest, acts: both.map((one) => ({ ...one, digest: lowest.digest })) };
  expect(mayFlow(low, way, [signed, asking], '2026-03-10')).toMatchObject({ why: 'consent-not-given', agreement: id });
  expect(onceFlowed(low, way, [asking])).toBe(false);
});

test('[CO3] terms say something of people where a kind is agreed on whose records, or what belongs to them, name one', () => {
  const kindOf = (type: string): string => (standsAlone(type) ? type : kindOf(declarationOf(type)?.parent ?? ''));
  const aboutPeople = recordDeclarations.filter(({ fields }) => 'person' in fields).map(({ type }) => kindOf(type));
  const named = new Set(['person', ...aboutPeople]);
  const said = agreedKinds.filter((kind) => agreesOnPeople({ ...terms, kinds: ['of-a-newer-edition', kind] }));
  expect(said).toEqual(agreedKinds.filter((kind) => named.has(kind)));
  expect(said).toContain('session');
});
