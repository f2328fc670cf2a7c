/** Reduces a name to what survives transliteration: the skeleton of its consonants, word by word. */
import { foldText } from './fold-text.ts';
import { remember } from './remember.ts';
import { transliterate } from './transliterate.ts';

/** Longest spellings first. Capital letters stand for single sounds that Latin writes with several letters. */
const sounds: readonly (readonly [RegExp, string])[] = [
  [/shch|sch|sh/g, 'S'],
  [/tch|ch/g, 'C'],
  [/dzh|dj|zh/g, 'j'],
  [/kh/g, 'K'],
  [/gh/g, 'g'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/ts|tz/g, 'c'],
  [/ck|q/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/x/g, 'ks'],
  [/c/g, 'k'],
  [/v/g, 'f'],
];

const articles = new Set([
  'al',
  'el',
  'ad',
  'ar',
  'as',
  'at',
  'ash',
  'an',
  'az',
  'bin',
  'ibn',
  'bint',
  'ben',
  'de',
  'la',
]);
const servant = /^(abd|abdul|abdel|abdal|abdu|abdur|abdar)$/;
const servantJoined = /^abd[uea]l?(?=[^aeiou])/;

/**
 * The words of a name as skeletons, sorted, since some write the family name first: `Chen Yulan` and 陈玉兰 give the
 * same, so do `Youssef El-Khatib` and يوسف الخطيب.
 */
export const nameSkeletons = remember((name: string): readonly string[] =>
  [...new Set(nameWords(name).map(skeleton))].filter((word) => word !== '').sort(),
);

/** The words of a name in rough Latin letters, sorted, vowels and all: what tells short names apart. */
export const nameWords = remember((name: string): readonly string[] => {
  const words = foldText(name)
    .replace(/['’ʿʾ`.]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((word) => transliterate(word).split(' '))
    .filter((word) => word !== '');
  return joined(words).sort();
});

/** Articles and links fall away; "servant of" joins the word after it, since it is written together as often as not. */
function joined(words: readonly string[]): string[] {
  const result: string[] = [];
  let isServant = false;
  for (const word of words) {
    if (articles.has(word) && words.length > 1) continue;
    if (servant.test(word)) {
      isServant = true;
      continue;
    }
    result.push(isServant ? `abd${word}` : word.replace(servantJoined, 'abd'));
    isServant = false;
  }
  return isServant ? [...result, 'abd'] : result;
}

const skeleton = remember((word: string): string => {
  let sound = word;
  for (const [spelling, letter] of sounds) sound = sound.replace(spelling, letter);
  const first = /^[aeiouyw]/.test(sound) ? 'a' : '';
  return first + sound.replace(/[aeiouywh]/g, '').replace(/(.)\1+/gu, '$1');
});

/** A name as it is compared for being the same text: case, accents, marks, bidi controls and spaces do not matter. */
export const plainName = remember((name: string): string =>
  foldText(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim(),
);
