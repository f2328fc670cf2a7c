import { expect, test } from 'vitest';
import { checkPhrase, checkWords } from './check-words.ts';

test('[OE1] there are 1,024 words of four to seven letters, and no two are closer than two letters', () => {
  expect(new Set(checkWords).size).toBe(1_024);
  expect(checkWords.every((word) => /^[a-z]{4,7}$/.test(word))).toBe(true);
  const near = (a: string, b: string) => {
    if (Math.abs(a.length - b.length) > 1) return false;
    let at = 0;
    while (at < a.length && a[at] === b[at]) at += 1;
    const rests = [
      a.slice(at + 1) === b.slice(at + 1),
      a.slice(at + 1) === b.slice(at),
      a.slice(at) === b.slice(at + 1),
    ];
    return rests.includes(true);
  };
  const pairs = checkWords.flatMap((word, n) => checkWords.slice(n + 1).filter((other) => near(word, other)));
  expect(pairs).toEqual([]);
});

test('[OE1] the words of a hash never change: screens of different editions show the same', () => {
  expect(checkPhrase(new Uint8Array(32).fill(7))).toMatchInlineSnapshot(`
    [
      "silly",
      "stable",
      "donate",
      "correct",
      "divert",
      "novel",
    ]
  `);
  expect(checkPhrase(new Uint8Array(32).fill(8))).not.toEqual(checkPhrase(new Uint8Array(32).fill(7)));
});
