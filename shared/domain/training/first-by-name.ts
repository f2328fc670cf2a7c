/** The order of a directory, and its first rows without comparing everybody in it. */
import { firstInOrder } from '../first-in-order.ts';
import { type PersonRow, shownName } from './roster.ts';

type Named = Pick<PersonRow, 'name' | 'transliteration'>;

/** Compares people by the name that is shown, as a language sorts. */
export function byName(language: string): (a: Named, b: Named) => number {
  const { compare } = new Intl.Collator(language);
  return (a, b) => compare(shownName(a), shownName(b));
}

/**
 * The same people with the first `count` in order and the others behind, as they come. Of twenty thousand names only those
 * are compared whose first letters come first. A name that begins with a sign or a mark may stand elsewhere than in the whole
 * order, which is only a moment away.
 */
export function firstByName<T extends Named>(people: readonly T[], language: string, count: number): T[] {
  const byLetter = new Map<string, T[]>();
  for (const person of people) {
    const letter = firstLetter(shownName(person));
    const others = byLetter.get(letter);
    if (others === undefined) byLetter.set(letter, [person]);
    else others.push(person);
  }
  const { compare } = new Intl.Collator(language);
  const first: T[] = [];
  const behind: T[] = [];
  for (const letter of [...byLetter.keys()].sort(compare)) {
    // A letter goes whole: who is first in it is not known yet.
    const into = first.length < count ? first : behind;
    for (const person of byLetter.get(letter) ?? []) into.push(person);
  }
  return [...firstInOrder(first, byName(language), count), ...behind];
}

/** Without its accent and in one case: É and e are sorted among E. */
function firstLetter(name: string): string {
  const [letter = ''] = name;
  return letter < '\u0080' ? letter.toLowerCase() : (letter.normalize('NFD')[0] ?? '').toLowerCase();
}
