import { expect, test } from 'vitest';
import { bytesOfSigns, foldSigns, signsOf } from './signs.ts';

test('bytes of every length come back from their signs', () => {
  for (let length = 0; length < 40; length++) {
    const bytes = Uint8Array.from({ length }, (_, n) => (n * 37 + length) & 255);
    expect(bytesOfSigns(signsOf(bytes))).toEqual(bytes);
  }
});

test('what people and messengers do to signs is forgiven; what is none is refused', () => {
  expect(foldSigns('o1-iL \u200e\n ab')).toBe('0111AB');
  expect(bytesOfSigns('U')).toBeNull();
});
