import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cost } from './cost-standing.ts';
import { seatCosts, seatPeople, sharesOf, unsharedCosts, useOfFunds } from './seat-costs.ts';

const cost = (amount: number, more: Partial<Cost> = {}): Cost => ({
  kind: 'paid',
  fund: 'core',
  currency: 'EUR',
  person: null,
  amount,
  ...more,
});
const same = (id: string) => id;

test('[MN8] what was paid for all is shared to the last unit, whoever asks in whatever order', () => {
  const people = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(fc.nat(1_000_000), people, (amount, roster) => {
      const shares = sharesOf(amount, roster);
      const values = [...shares.values()];
      expect(values.reduce((sum, share) => sum + share, 0)).toBe(amount);
      expect(Math.max(...values) - Math.min(...values)).toBeLessThanOrEqual(1);
      expect([...sharesOf(amount, [...roster].reverse())]).toEqual([...shares]);
    }),
    { seed: 13, numRuns: 200 },
  );
});

test('[MN8] [MN9] a seat has what was paid for it and its share, and says whether its person was there', () => {
  const costs = [
    cost(101),
    cost(300, { person: 'ana-2', fund: 'pooled-reserve' }),
    cost(70, { person: 'left' }),
    cost(900, { kind: 'planned' }),
  ];
  const personOf = (id: string) => (id === 'ana-2' ? 'ana' : id);
  const attended = new Map([
    ['ana', { present: 3, of: 4 }],
    ['bo', { present: 0, of: 4 }],
  ]);
  const seats = seatCosts({ costs, roster: ['bo', 'ana'], attended, personOf });
  expect(seatPeople({ costs, roster: ['bo', 'ana'], personOf })).toEqual(['bo', 'ana', 'left']);
  expect(seats.map(({ person, use, onRoster }) => [person, use, onRoster])).toEqual([
    ['bo', 'empty', true],
    ['ana', 'used', true],
    ['left', 'open', false],
  ]);
  expect(seats[1]?.amounts).toEqual([
    { fund: 'core', currency: 'EUR', own: 0, share: 51 },
    { fund: 'pooled-reserve', currency: 'EUR', own: 300, share: 0 },
  ]);
  expect(useOfFunds(seats)).toEqual([
    { fund: 'core', currency: 'EUR', used: 51, empty: 50, open: 70 },
    { fund: 'pooled-reserve', currency: 'EUR', used: 300, empty: 0, open: 0 },
  ]);
});

test('[MN8] without a roster nothing is shared, and that is said', () => {
  const costs = [cost(101), cost(4)];
  expect(seatCosts({ costs, roster: [], attended: new Map(), personOf: same })).toEqual([]);
  expect(unsharedCosts(costs, [])).toEqual([{ fund: 'core', currency: 'EUR', amount: 105 }]);
  expect(unsharedCosts(costs, ['ana'])).toEqual([]);
});

const drawn = fc.array(
  fc.record({
    amount: fc.nat(10_000),
    kind: fc.constantFrom('paid' as const, 'planned' as const),
    fund: fc.constantFrom('core' as const, 'shared-cost' as const, null),
    currency: fc.constantFrom('EUR', 'USD'),
    person: fc.constantFrom(null, 'ana', 'bo', 'left'),
  }),
  { maxLength: 12 },
);

test('[MN8] [MN9] seats together cost what was paid, from each fund', () => {
  fc.assert(
    fc.property(drawn, (costs) => {
      const roster = ['ana', 'bo', 'cy'];
      const attended = new Map([['ana', { present: 1, of: 2 }]]);
      const uses = useOfFunds(seatCosts({ costs, roster, attended, personOf: same }));
      for (const fund of ['core', 'shared-cost', null]) {
        for (const currency of ['EUR', 'USD']) {
          const paid = costs.filter((each) => each.kind === 'paid' && each.fund === fund && each.currency === currency);
          const use = uses.find((each) => each.fund === fund && each.currency === currency);
          const sum = paid.reduce((all, { amount }) => all + amount, 0);
          expect((use?.used ?? 0) + (use?.empty ?? 0) + (use?.open ?? 0)).toBe(sum);
        }
      }
    }),
    { seed: 14, numRuns: 200 },
  );
});
