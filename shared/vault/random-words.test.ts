import { expect, test } from 'vitest';
import { wordList } from '../../renderer/features/vault/word-list.ts';
import { faultOfPassphrase } from '../domain/passphrase-rules.ts';
import { drawWords } from './random-words.ts';

const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };

test('six words of the list are 77 bits, and differ', () => {
  const list = wordList();
  expect([list.length, new Set(list).size, list[0], list.at(-1)]).toEqual([7_776, 7_776, 'abacus', 'zoom']);
  expect(list.every((word) => /^[a-z-]{3,9}$/.test(word))).toBe(true);
  expect(6 * Math.log2(list.length)).toBeGreaterThan(77);
  for (let n = 0; n < 200; n += 1) {
    const words = drawWords(list, 6, random, (drawn) => faultOfPassphrase(drawn.join(' '), []) === null);
    expect([new Set(words).size, faultOfPassphrase(words.join(' '), [])]).toEqual([6, null]);
  }
});

test('every word is as likely: what would favour the first ones is drawn again', () => {
  // Of 65,536 numbers 20,000 have three whole rounds: the rest is not used.
  const list = Array.from({ length: 20_000 }, (_, at) => `w${at}`);
  const numbers = [60_000, 65_535, 59_999, 5];
  const scripted = {
    bytes: () => {
      const next = numbers.shift() ?? 0;
      return Uint8Array.of(next >> 8, next & 255);
    },
  };
  expect(drawWords(list, 2, scripted, () => true)).toEqual(['w19999', 'w5']);
});

test('words that are not good enough, and a word that came up, are drawn again', () => {
  const numbers = [0, 0, 1, 2, 3];
  const scripted = { bytes: () => Uint8Array.of(0, numbers.shift() ?? 0) };
  const words = drawWords(['a', 'b', 'c', 'd'], 2, scripted, (drawn) => drawn.includes('d'));
  expect(words).toEqual(['c', 'd']);
});
