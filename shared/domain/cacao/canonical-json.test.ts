import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../base/json.ts';
import { canonicalJson, isSameJson } from './canonical-json.ts';

const value = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;

/** The same with the names of every object the other way round. */
const turned = (json: string) =>
  JSON.parse(json, (_, each) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).reverse())
      : each,
  ) as Json;

test('two values are the same when their canonical texts are', () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(isSameJson(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
    }),
  );
});

test('the order of names does not matter, and one more name does', () => {
  fc.assert(
    fc.property(value, (a) => {
      const b = turned(JSON.stringify(a));
      expect(isSameJson(a, b)).toBe(true);
      expect(isSameJson({ a }, { a: b, b })).toBe(false);
      expect(isSameJson([a], [b, b])).toBe(false);
    }),
  );
});
