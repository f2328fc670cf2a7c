/** From what a person typed to what the index is asked. Pure; the index and the marks in a result read the same plan. */
import { stemOf } from './inflection.ts';
import { meaningsOf, withoutArticle } from './meanings.ts';
import { nameTries } from './name-terms.ts';
import { withoutFront, withoutZeros } from './term-forms.ts';
import { type TypedWord, typedWords } from './tokenise.ts';

/** A beginning to look up among the terms, and how much each term under it counts. */
export interface Probe {
  readonly begin: string;
  /** How well a term that begins so matches: 0 not at all, 1 as the beginning of a word, more as the whole word. */
  rate(term: string): number;
  /** The same where only the length of the term counts: then no term is read for it. */
  readonly rateOfLength?: (length: number) => number;
}

/** Probes that must all match in the same text. */
export type Way = readonly Probe[];

/** A typed word: one of its ways must match. */
export interface Wanted {
  readonly ways: readonly Way[];
}

const exactly = 2;
const inOtherForm = 0.75;
const withoutItsFront = 0.9;
const inOtherLetters = 0.8;
const bySound = 0.5;
const byMeaning = 0.4;
/** `de` and `of` inside a term say nothing of it. */
const sayingSomething = 3;

/** A query of more words than this is a text pasted by mistake: the first ones decide. */
const mostWords = 12;

/** What the index must be asked; empty when nothing was typed that could be found. */
export function planQuery(text: string): Wanted[] {
  const seen = new Set<string>();
  const plan: Wanted[] = [];
  const words = typedWords(text);
  const meanings = waysByMeaning(words);
  for (const [place, { whole, terms }] of words.entries()) {
    if (seen.has(whole) || plan.length === mostWords) continue;
    seen.add(whole);
    const ways: Way[] = [terms.map((term) => beginning(term, 1)), ...nameWays(whole)];
    if (terms.length === 1) ways.push(...otherForms(whole));
    ways.push(...(meanings.get(place) ?? []));
    plan.push({ ways });
  }
  return plan;
}

/**
 * By the place of a typed word, the ways that a term which it is part of is called in other languages. Each word of the term
 * may be found so, and then all of them are, in the same text.
 */
function waysByMeaning(words: readonly TypedWord[]): ReadonlyMap<number, readonly Way[]> {
  const byPlace = new Map<number, readonly Way[]>();
  for (const { from, to, others } of meaningsOf(words.slice(0, mostWords))) {
    const ways = others.map(({ text }) => {
      const terms = typedWords(text).flatMap((word) => word.terms);
      return terms.filter(saysSomething).map((term) => inAnyForm(withoutArticle(term)));
    });
    for (let place = from; place < to; place++)
      byPlace.set(
        place,
        ways.filter((way) => way.length > 0),
      );
  }
  return byPlace;
}

function saysSomething(term: string): boolean {
  return term.length >= sayingSomething || /^\P{Script=Latin}/u.test(term);
}

/** The whole word or another form of it: a synonym was not typed letter by letter, so its beginning is no match. */
function inAnyForm(word: string): Probe {
  const stem = stemOf(word);
  const rate = (term: string) => {
    if (term === word) return exactly * byMeaning;
    return stem !== null && stemOf(term)?.key === stem.key ? inOtherForm * byMeaning : 0;
  };
  return { begin: stem?.begin ?? word, rate };
}

function otherForms(word: string): Way[] {
  const ways: Way[] = [];
  const bare = withoutFront(word);
  for (const form of bare) ways.push([beginning(form, withoutItsFront)]);
  const number = withoutZeros(word);
  if (number !== null) ways.push([beginning(number, withoutItsFront)]);
  for (const form of [word, ...bare]) {
    const inflected = inflections(form);
    if (inflected !== null) ways.push([inflected]);
  }
  return ways;
}

function beginning(begin: string, factor: number): Probe {
  const rateOfLength = (length: number) => (length === begin.length ? exactly * factor : factor);
  return { begin, rate: (term) => rateOfLength(term.length), rateOfLength };
}

/** Terms that are other forms of the word; those that begin with it are found already. */
function inflections(word: string): Probe | null {
  const stem = stemOf(word);
  if (stem === null || stem.begin === word) return null;
  const { begin, key } = stem;
  return { begin, rate: (term) => (!term.startsWith(word) && stemOf(term)?.key === key ? inOtherForm : 0) };
}

function nameWays(word: string): Way[] {
  const { latin, sound } = nameTries(word);
  const ways: Way[] = [];
  if (latin.length > 0) ways.push(latin.map((term) => beginning(term, inOtherLetters)));
  if (sound.length > 0) ways.push(sound.map((term) => beginning(term, bySound)));
  return ways;
}

/** Whether a term would be found by a word of the plan. */
export function isWanted(plan: readonly Wanted[], term: string): boolean {
  return plan.some(({ ways }) =>
    ways.some((way) => way.some((probe) => term.startsWith(probe.begin) && probe.rate(term) > 0)),
  );
}
