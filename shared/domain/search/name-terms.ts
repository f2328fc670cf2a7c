/**
 * Names across scripts: each word of a name in rough Latin letters, and the skeleton of its consonants. The terms begin
 * with a character that no text has, so that the words of a library and the sounds of names are never mistaken.
 */
import { nameSkeletons, nameWords } from '../names/name-key.ts';

const latinMark = '\u0001';
const soundMark = '\u0002';

/** Of shorter skeletons half of all names are left. */
const shortestSound = 3;

/** Terms of a name that goes into the index. */
export function nameTerms(name: string): string[] {
  const words = nameWords(name).map((word) => latinMark + word);
  const sounds = nameSkeletons(name).filter((sound) => sound.length >= shortestSound);
  return [...words, ...sounds.map((sound) => soundMark + sound)];
}

/** How a typed word may stand in a name: terms that must all be found, one list for each way. */
export function nameTries(word: string): { readonly latin: readonly string[]; readonly sound: readonly string[] } {
  const sounds = nameSkeletons(word);
  return {
    latin: nameWords(word).map((each) => latinMark + each),
    sound: sounds.every((sound) => sound.length >= shortestSound) ? sounds.map((sound) => soundMark + sound) : [],
  };
}
