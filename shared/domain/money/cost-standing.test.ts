import fc from 'fast-check';
import { expect, test } from 'vitest';
import { costState } from '../../../test/support/cost-states.ts';
import type { RecordState } from '../record-state.ts';
import { correctCost, type NewCost, recordCost, takeBackCost } from './cost-commands.ts';
import { costsInOrder } from './cost-entry.ts';
import { costOf, countedCosts, isTakenBack, mattersOf } from './cost-standing.ts';
import { budgetOf, totalsOf } from './cost-sums.ts';

const matters = (states: readonly RecordState[]) => mattersOf(costsInOrder(states).map(({ entry }) => entry));
const paid = (...states: RecordState[]) => totalsOf(budgetOf(countedCosts(matters(states))))[0]?.paid ?? 0;

test('[MN2] a correction takes the place of what it names, and one without an amount takes it back', () => {
  const first = costState('a', 1, { amount: 100 });
  expect(paid(first, costState('b', 2, { amount: 120, corrects: ['a'], reason: 'As the bill says' }))).toBe(120);
  const back = costState('b', 2, { corrects: ['a'], reason: 'Entered twice' });
  expect(paid(first, back)).toBe(0);
  const [matter] = matters([first, back]);
  expect(matter?.history.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(matter && isTakenBack(matter.shown)).toBe(true);
});

test('[MN3] corrections made apart count once, the later one, and both are shown until one names them', () => {
  const [a, b, c] = [
    costState('a', 1, { amount: 100 }),
    costState('b', 2, { amount: 120, corrects: ['a'] }),
    costState('c', 2, { amount: 130, corrects: ['a'] }),
  ];
  expect(paid(a, b, c)).toBe(130);
  expect(matters([a, b, c])[0]?.apart.map(({ id }) => id)).toEqual(['b']);
  const settled = [a, b, c, costState('d', 3, { amount: 125, corrects: ['b', 'c'] })];
  expect(paid(...settled)).toBe(125);
  expect(matters(settled)[0]?.apart).toEqual([]);
});

test('[MN3] an entry that names itself, a later one or one that is not here corrects nothing', () => {
  expect(paid(costState('a', 1, { amount: 100, corrects: ['a', 'b', 'gone'] }), costState('b', 2, { amount: 1 }))).toBe(
    101,
  );
});

test('[MN5] what cannot be read counts for nothing, and currencies stay apart', () => {
  const odd = [{ amount: 1.5 }, { amount: -1 }, { amount: 5, currency: 'eur' }, { amount: 5, kind: undefined }];
  const states = odd.map((values, n) => costState(`o${n}`, n, values));
  expect(matters(states).map(({ shown }) => costOf(shown))).toEqual([null, null, null, null]);
  const both = [costState('a', 1, { amount: 5 }), costState('b', 2, { amount: 7, currency: 'USD' })];
  expect(totalsOf(budgetOf(countedCosts(matters(both))))).toEqual([
    { currency: 'EUR', planned: 0, paid: 5 },
    { currency: 'USD', planned: 0, paid: 7 },
  ]);
});

test('[MN6] what was planned stands against what was paid, for each fund', () => {
  const states = [
    costState('a', 1, { amount: 100, kind: 'planned', fund: 'outcome-grant' }),
    costState('b', 2, { amount: 40, fund: 'outcome-grant' }),
    costState('c', 3, { amount: 9, fund: undefined }),
    costState('d', 4, { amount: 3 }),
  ];
  expect(budgetOf(countedCosts(matters(states)))).toEqual([
    { fund: 'core', currency: 'EUR', planned: 0, paid: 3 },
    { fund: 'outcome-grant', currency: 'EUR', planned: 100, paid: 40 },
    { fund: null, currency: 'EUR', planned: 0, paid: 9 },
  ]);
});

/** Any history: entries may correct any others, made before them or after, on laptops that heard of each other or not. */
const histories = fc.array(
  fc.record({
    amount: fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: undefined }),
    lamport: fc.integer({ min: 1, max: 6 }),
    corrects: fc.array(fc.nat({ max: 9 }), { maxLength: 2 }),
  }),
  { minLength: 1, maxLength: 10 },
);

test('[MN3] [MN4] entries in any order of arrival give the same sums, and no matter counts twice', () => {
  fc.assert(
    fc.property(histories, fc.infiniteStream(fc.nat()), (history, dice) => {
      const states = history.map(({ lamport, amount, corrects }, n) =>
        costState(`e${n}`, lamport, { amount, corrects: corrects.map((other) => `e${other}`) }),
      );
      const shuffled = [...states].sort(() => ((dice.next().value as number) % 2 === 0 ? 1 : -1));
      expect(matters(shuffled)).toEqual(matters(states));
      const known = matters(states);
      // Every entry is in one matter, every matter counts one entry, and that one was corrected by none that came later.
      const ids = known.flatMap((matter) => matter.history.map(({ id }) => id));
      expect(ids.sort()).toEqual(states.map(({ id }) => id).sort());
      const most = known.map((matter) => Math.max(0, ...matter.history.map(({ amount }) => amount ?? 0)));
      expect(paid(...states)).toBeLessThanOrEqual(most.reduce((sum, each) => sum + each, 0));
      expect(countedCosts(known).length).toBeLessThanOrEqual(known.length);
      for (const { shown, history: all } of known) expect(all.at(-1)).toBe(shown);
    }),
    { seed: 11, numRuns: 300 },
  );
});

test('[MN3] however often and wherever an entry is corrected, its matter counts what one of them says', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ amount: fc.nat(999), back: fc.nat(5) }), { maxLength: 12 }), (corrections) => {
      const made = [{ amount: 500, corrects: [] as string[] }];
      for (const { amount, back } of corrections) {
        made.push({ amount, corrects: [`e${Math.max(0, made.length - 1 - back)}`] });
      }
      const states = made.map((values, n) => costState(`e${n}`, n + 1, values));
      expect(matters(states)).toHaveLength(1);
      expect(paid(...states)).toBe(made.at(-1)?.amount);
    }),
    { seed: 12, numRuns: 200 },
  );
});

const place = { scope: 's', session: 'tr', id: 'new', by: 'Anneke Duarte', at: 1 };
const cost: NewCost = {
  kind: 'paid',
  fund: 'core',
  amount: 5,
  currency: 'EUR',
  payer: ' Hub ',
  person: null,
  day: '2026-11-02',
  note: '',
};
const refused = { ok: false, failure: { kind: 'cost-refused' } };

test('[MN1] [MN5] an entry has an amount and a currency', () => {
  const drafts = recordCost(place, cost);
  const fields = drafts.ok ? Object.fromEntries(drafts.value.map(({ field, value }) => [field, value])) : {};
  expect(fields).toMatchObject({ amount: 5, currency: 'EUR', payer: 'Hub', day: '2026-11-02' });
  expect(Object.keys(fields)).not.toContain('note');
  expect(recordCost(place, { ...cost, amount: 0.5 })).toEqual(refused);
  expect(recordCost(place, { ...cost, currency: 'E' })).toEqual(refused);
});

test('[MN2] a correction says why and names all that stand', () => {
  const [matter] = matters([
    costState('a', 1, { amount: 100 }),
    costState('b', 2, { amount: 120, corrects: ['a'] }),
    costState('c', 2, { amount: 130, corrects: ['a'] }),
  ]);
  if (matter === undefined) throw new Error('no matter');
  expect(correctCost(place, matter, cost, ' ')).toEqual(refused);
  expect(takeBackCost(place, matter, '')).toEqual(refused);
  for (const drafts of [correctCost(place, matter, cost, 'Why'), takeBackCost(place, matter, 'Why')]) {
    const corrects = drafts.ok && drafts.value.find(({ field }) => field === 'corrects')?.value;
    expect(corrects).toEqual(['b', 'c']);
  }
});
