import { encode, rfc8949EncodeOptions } from 'cborg';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeCanonical } from './canonical-cbor.ts';

const text = fc.string({ unit: 'binary', maxLength: 40 });
const leaf = fc.oneof(
  text,
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true }),
  fc.constant(-0),
  fc.uint8Array({ maxLength: 300 }),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 30 }),
    fc.dictionary(fc.oneof(text, fc.stringMatching(/^[a-z]{0,3}$/)), tie('value'), {
      maxKeys: 30,
      noNullPrototype: true,
    }),
  ),
}));

test('[OP1] the bytes of any value are those of the general encoder', () => {
  fc.assert(
    fc.property(value, (any) => {
      expect(encodeCanonical(any)).toEqual(encode(any, rfc8949EncodeOptions));
    }),
    { numRuns: 2_000, seed: 1 },
  );
});

test('what is left to the general encoder is encoded whole, after what was written before it', () => {
  for (const any of [{ a: [1, 0.5] }, { a: 1, é: 2 }, [undefined], new Map([['b', 1]]), 2 ** 60, { z: 'x', b: 0.1 }]) {
    expect(encodeCanonical(any)).toEqual(encode(any, rfc8949EncodeOptions));
  }
});

test('a value within itself is refused, not written for ever', () => {
  const circle: unknown[] = [];
  circle.push({ circle });
  expect(() => encodeCanonical(circle)).toThrow(/circular/);
});
