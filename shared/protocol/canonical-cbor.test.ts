import { encode, rfc8949EncodeOptions } from 'cborg';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Unreadable } from './byte-reader.ts';
import { decodeCanonical, encodeCanonical } from './canonical-cbor.ts';

const text = fc.string({ unit: 'binary', maxLength: 40 });
const loneSurrogate = /\p{Surrogate}/u;
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

test('[OP1] any text, of any length, is read back as it was written', () => {
  const wellFormed = fc
    .string({ unit: 'binary', maxLength: 40 })
    .filter((any) => !loneSurrogate.test(any) && !any.startsWith('\ufeff'));
  fc.assert(
    fc.property(wellFormed, fc.constantFrom(1, 2, 9, 4_000), (any, times) => {
      const whole = any.repeat(times);
      expect(decodeCanonical(encodeCanonical(whole))).toBe(whole);
    }),
    { numRuns: 1_000, seed: 1 },
  );
  for (const length of [0, 23, 24, 255, 256, 65_535, 65_536]) {
    expect(decodeCanonical(encodeCanonical('x'.repeat(length)))).toBe('x'.repeat(length));
  }
});

test.each([
  ['a longer head than it needs', [0x78, 3, 0x61, 0x62, 0x63]],
  ['a head of two bytes for less than 256', [0x79, 0, 24, ...Array<number>(24).fill(0x61)]],
  ['bytes behind it', [0x61, 0x61, 0x61]],
  ['bytes missing', [0x63, 0x61, 0x61]],
  ['a cut head', [0x79, 1]],
  ['what is no UTF-8', [0x62, 0xc3, 0x28]],
  ['UTF-8 that is longer than it needs', [0x62, 0xc1, 0xa1]],
  ['half a character', [0x63, 0xed, 0xa0, 0x80]],
  ['a byte-order mark, which a decoder drops', [0x64, 0xef, 0xbb, 0xbf, 0x61]],
])('[OP1] a text with %s is not canonical', (_what, bytes) => {
  expect(() => decodeCanonical(Uint8Array.from(bytes))).toThrow(Unreadable);
});

test('[OP1] a text that only begins like a byte-order mark is read', () => {
  expect(decodeCanonical(encodeCanonical('ﻀ text'))).toBe('ﻀ text');
});
