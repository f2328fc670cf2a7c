import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstInOrder } from './first-in-order.ts';

const byKey = (a: { readonly key: number }, b: { readonly key: number }) => a.key - b.key;

test('the first ones are those of the whole order, and nobody is lost or twice', () => {
  const items = fc.array(fc.nat(20), { maxLength: 60 }).map((keys) => keys.map((key, at) => ({ key, at })));
  fc.assert(
    fc.property(items, fc.nat(20), (all, count) => {
      const made = firstInOrder(all, byKey, count);
      expect(made.slice(0, count)).toEqual([...all].sort(byKey).slice(0, count));
      expect([...made].sort((a, b) => a.at - b.at)).toEqual(all);
    }),
  );
});
