import type { Direction } from './languages.ts';

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const leftToRight =
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Han}\p{Script=Kana}\p{Script=Hangul}]/u;
const firstStrongIsolate = '\u2068';
const popIsolate = '\u2069';

/**
 * Keeps a value that runs the other way from tearing the sentence it is put into apart: it comes back between Unicode
 * isolates when it holds letters of the other direction, unchanged otherwise.
 */
export function isolate(value: string, around: Direction): string {
  const other = around === 'rtl' ? leftToRight : rightToLeft;
  return other.test(value) ? `${firstStrongIsolate}${value}${popIsolate}` : value;
}
