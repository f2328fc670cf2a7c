import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isTooDeep, jsonDepth } from './json-body.ts';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

test('sixteen brackets within each other are read, seventeen are not, and those in strings do not count', () => {
  expect([isTooDeep(nested(jsonDepth)), isTooDeep(nested(jsonDepth + 1))]).toEqual([false, true]);
  expect(isTooDeep('{"a":'.repeat(17))).toBe(true);
  expect(isTooDeep(JSON.stringify(`${nested(40)} \\" ${nested(40)} \\`))).toBe(false);
  expect(isTooDeep(`["\\\\",${nested(16)}]`)).toBe(true);
  expect(isTooDeep('[],'.repeat(1_000))).toBe(false);
});

test('counts what JSON.parse would build', () => {
  const depthOf = (value: unknown): number =>
    typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.nat(6), (value, most) => {
      expect(isTooDeep(JSON.stringify(value), most)).toBe(depthOf(value) > most);
    }),
  );
});
