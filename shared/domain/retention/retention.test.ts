import { expect, test } from 'vitest';
import type { Json } from '../../base/json.ts';
import type { CatalogueEntry } from '../catalogue.ts';
import type { Head, RecordState } from '../record-state.ts';
import { recordDeclarations } from '../records.ts';
import { draftsOfRule } from './carry-out.ts';
import { addMonths, planRetention } from './plan-retention.ts';
import { digestOfRule, mayApprove, type Rule, type RuleAct, readRule, retainedKinds } from './retention-rule.ts';
import { rulesIn } from './rule-standing.ts';

const uuid = (n: number) => `0190a000-0000-4000-8000-0000000001${String(n).padStart(2, '0')}`;
const profile = (n: number, centre: string) => ({ person: uuid(n), name: `Person ${n}`, centre });
const [proposer, ben, stranger] = [profile(1, 'Coast'), profile(2, 'Coast'), profile(3, 'Lakes')];
const [coast, lakes, network] = [uuid(41), uuid(42), uuid(43)];
const rule: Rule = {
  kind: 'review',
  months: 12,
  action: 'remove',
  basis: 'Records act, section 4',
  language: 'en',
  centre: 'Coast',
  by: proposer,
  at: 1,
};
const id = uuid(50);
const act = (by: RuleAct['by'], does: RuleAct['does'] = 'approve', of = rule, at = 2): RuleAct => {
  return { does, digest: digestOfRule(id, of), note: '', language: 'en', by, at };
};
const wordsOf = (of: Rule, acts: readonly RuleAct[]) => [
  { id, type: 'retention-rule', values: { rule: of as unknown as Json } },
  ...acts.map((one, n) => ({ id: uuid(60 + n), type: 'retention-act', values: { act: one as unknown as Json } })),
];
const stateOf = (acts: readonly RuleAct[], of = rule) => rulesIn(wordsOf(of, acts))[0]?.state;

test('[RT1] a rule holds once another person who answers for its records approves it, until one of them ends it', () => {
  expect(stateOf([])).toBe('proposed');
  expect(stateOf([act(proposer), act(stranger)])).toBe('proposed');
  expect(stateOf([act(ben)])).toBe('in-force');
  expect(stateOf([act(ben), act(stranger, 'end')])).toBe('in-force');
  expect(stateOf([act(ben), act(proposer, 'end')])).toBe('ended');
  expect([mayApprove(rule, ben), mayApprove(rule, proposer), mayApprove(rule, stranger)]).toEqual([true, false, false]);
  expect(mayApprove({ ...rule, centre: null }, stranger)).toBe(true);
});

test('[RT1] of two rules for the same records the one that was proposed last counts', () => {
  const later = { ...rule, months: 24, at: 9 };
  const other = uuid(51);
  const approval = { ...act(ben), digest: digestOfRule(other, later) };
  const words = [
    ...wordsOf(rule, [act(ben)]),
    { id: other, type: 'retention-rule', values: { rule: later as unknown as Json } },
    { id: uuid(70), type: 'retention-act', values: { act: approval as unknown as Json } },
  ];
  expect(rulesIn(words).map((one) => [one.id, one.state])).toEqual([
    [other, 'in-force'],
    [id, 'replaced'],
  ]);
});

test('[RT1] no rule without a legal basis, without months, or that takes names out of what names people for ever', () => {
  for (const wrong of [{ basis: ' ' }, { months: 0 }, { kind: 'session', action: 'anonymise' }, { centre: '' }]) {
    expect(readRule({ ...rule, ...wrong } as unknown as Json), JSON.stringify(wrong)).toBeNull();
  }
});

test('[RT3] every kind that a rule may be about says from which date its age counts, and nothing else does', () => {
  const dated = recordDeclarations.filter(({ retainedFrom }) => retainedFrom !== undefined);
  expect(dated.map(({ type }) => type).sort()).toEqual([...retainedKinds].sort());
  for (const { fields, retainedFrom = '' } of dated) {
    expect(fields[retainedFrom]).toMatchObject({ listed: true });
    expect(['date', 'instant']).toContain(fields[retainedFrom]?.kind);
  }
});

test('months are counted by the calendar; a month that is too short ends them on its last day', () => {
  expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
  expect(addMonths('2023-12-15', 12)).toBe('2024-12-15');
  expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
});

const entry = (n: number, type: string, values: CatalogueEntry['values'], more: Partial<CatalogueEntry> = {}) => {
  const base = { id: uuid(n), scope: coast, type, parent: '', values, deleted: false, conflicts: 0, behind: [] };
  return { ...base, changedAt: 0, ...more } satisfies CatalogueEntry;
};
const scopes = [{ id: coast, centre: 'Coast' }, { id: lakes, centre: 'Lakes' }, { id: network }];
const planOf = (entries: readonly CatalogueEntry[], more: Partial<Parameters<typeof planRetention>[0]> = {}) =>
  planRetention({ rule, entries, scopes, day: '2030-03-01', mayDo: () => true, ...more });
const idsOf = (aged: readonly { readonly entry: CatalogueEntry }[]) => aged.map((one) => one.entry.id);

test('[RT3] what is old enough goes, the oldest first; what is younger, of another centre or without a date does not', () => {
  const plan = planOf([
    entry(11, 'review', { end: '2029-03-01' }),
    entry(12, 'review', { end: '2028-05-01' }),
    entry(13, 'review', { end: '2029-03-02' }),
    entry(14, 'review', {}),
    entry(15, 'review', { end: '2020-01-01' }, { scope: lakes }),
    entry(16, 'review', { end: '2020-01-01' }, { scope: network }),
    entry(17, 'exercise', { end: '2020-01-01' }),
    entry(18, 'review', { end: '2020-01-01' }, { deleted: true }),
  ]);
  expect(idsOf(plan.going)).toEqual([uuid(12), uuid(11)]);
  expect(plan.going[0]).toMatchObject({ from: '2028-05-01', due: '2029-05-01' });
  expect(idsOf(plan.later)).toEqual([uuid(13)]);
  expect([plan.kept, plan.undated]).toEqual([[], 1]);
  const ofNetwork = planOf([entry(16, 'review', { end: '2020-01-01' }, { scope: network })], {
    rule: { ...rule, centre: null },
  });
  expect(idsOf(ofNetwork.going)).toEqual([uuid(16)]);
});

test('[RT4] what is held, waits for an action, is in conflict or is not theirs to take stays, with every reason', () => {
  const old = { end: '2020-01-01' };
  const plan = planOf(
    [
      entry(11, 'review', old),
      entry(12, 'review', old),
      entry(13, 'review', old, { conflicts: 1 }),
      entry(14, 'review', old),
      entry(15, 'review', old),
      entry(21, 'action', { state: 'in-progress' }, { parent: uuid(11) }),
      entry(22, 'finding', {}, { parent: uuid(12) }),
      entry(23, 'action', { state: 'closed' }, { parent: uuid(15) }),
      entry(31, 'retention-hold', { record: uuid(22) }),
      entry(32, 'retention-hold', { record: uuid(15), until: '2030-02-28' }),
      entry(33, 'retention-hold', { record: uuid(11), until: '2030-03-01' }),
    ],
    { mayDo: ({ id: each }) => each !== uuid(14) },
  );
  expect(plan.kept.map((one) => [one.entry.id, one.why])).toEqual([
    [uuid(11), ['legal-hold', 'open-action']],
    [uuid(12), ['legal-hold']],
    [uuid(13), ['in-conflict']],
    [uuid(14), ['not-allowed']],
  ]);
  expect(idsOf(plan.going)).toEqual([uuid(15)]);
});

test('[RT4] an exercise that a review with open actions looks back on stays with it', () => {
  const entries = [
    entry(11, 'exercise', { end: '2020-01-01' }),
    entry(12, 'review', { subject: uuid(11), end: '2020-01-01' }),
    entry(21, 'action', {}, { parent: uuid(12) }),
  ];
  expect(planOf(entries, { rule: { ...rule, kind: 'exercise' } }).kept).toMatchObject([{ why: ['open-action'] }]);
});

test('[RT5] what has lost its names already is not asked about again', () => {
  const old = { end: '2020-01-01' };
  const entries = [
    entry(11, 'review', { ...old, facilitator: 'Ana' }),
    entry(12, 'review', { ...old, participants: [] }),
    entry(13, 'review', old),
    entry(21, 'action', { owner: 'Cem', state: 'closed' }, { parent: uuid(13) }),
  ];
  expect(idsOf(planOf(entries, { rule: { ...rule, action: 'anonymise' } }).going)).toEqual([uuid(11), uuid(13)]);
});

const head = (n: number, value: Json, kind: Head['kind'] = 'set'): Head => {
  const op = n.toString(16).padStart(32, '0');
  return { id: op, kind, value, lamport: n, wall: 1, author: uuid(1), device: uuid(2) };
};
const state = (type: string, fields: Record<string, Json>): RecordState => ({
  scope: coast,
  type,
  id: uuid(11),
  missing: [],
  fields: {
    '@exists': [head(1, null, 'create')],
    ...Object.fromEntries(Object.entries(fields).map(([key, value], n) => [key, [head(n + 2, value)]])),
  },
});
const draftsFor = (action: Rule['action'], family: readonly RecordState[]) => {
  const made = draftsOfRule({ action }, family);
  return made.ok
    ? made.value.map(({ kind, type, field, value }) => [kind, type, field, kind === 'set' ? value : null])
    : [];
};

test('[RT5] removing deletes what may be deleted; marks of attendance stay as they are', () => {
  const family = [state('session', { end: '2020-01-01' }), state('enrolment', {}), state('attendance-mark', {})];
  expect(draftsFor('remove', family)).toEqual([
    ['delete', 'session', '@exists', null],
    ['delete', 'enrolment', '@exists', null],
  ]);
});

test('[RT5] taking names out clears the fields that name people and leaves the rest; done twice it does nothing', () => {
  const family = [
    state('review', { facilitator: 'Ana', participants: ['Ben'], place: 'Bridge' }),
    state('action', { owner: 'Cem' }),
  ];
  expect(draftsFor('anonymise', family)).toEqual([
    ['set', 'review', 'facilitator', null],
    ['set', 'review', 'participants', null],
    ['set', 'action', 'owner', null],
  ]);
  expect(draftsFor('anonymise', [state('review', { facilitator: null })])).toEqual([]);
});
