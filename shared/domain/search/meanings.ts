/**
 * Search by meaning: a term of the network's list that was typed in one language is also looked for under its words in the
 * others. Only whole terms count, in any of their forms: the beginning of a word may become anything.
 */
import { type Language, languages } from '../language.ts';
import { termList } from '../terms/term-list.ts';
import { stemOf } from './inflection.ts';
import { withoutFront } from './term-forms.ts';
import { type TypedWord, typedWords } from './tokenise.ts';

/** A term that was typed, and what it is called in the other languages. */
export interface Meaning {
  /** Places of its words among those typed: [from, to). */
  readonly from: number;
  readonly to: number;
  readonly others: readonly { readonly language: Language; readonly text: string }[];
}

interface Entry {
  readonly term: number;
  readonly language: Language;
  readonly keys: readonly string[];
}

/** Terms by the key of their first word, the longest first. Built once, when somebody searches. */
let entries: ReadonlyMap<string, readonly Entry[]> | null = null;

/** Meanings of what was typed, none inside another. */
export function meaningsOf(words: readonly TypedWord[]): Meaning[] {
  entries ??= entriesByKey();
  const keys = words.map(({ whole }) => keysOf(whole));
  const found: Meaning[] = [];
  for (let from = 0; from < words.length; ) {
    const matching = longestAt(entries, keys, from);
    if (matching.length === 0) {
      from += 1;
      continue;
    }
    const to = from + (matching[0] as Entry).keys.length;
    const typed = words
      .slice(from, to)
      .map(({ whole }) => whole)
      .join(' ');
    found.push({ from, to, others: othersOf(matching, typed) });
    from = to;
  }
  return found;
}

function longestAt(
  known: ReadonlyMap<string, readonly Entry[]>,
  keys: readonly (readonly string[])[],
  from: number,
): Entry[] {
  const candidates = (keys[from] ?? []).flatMap((key) => known.get(key) ?? []);
  const matching = candidates.filter((entry) => entry.keys.every((key, i) => keys[from + i]?.includes(key)));
  const longest = Math.max(0, ...matching.map((entry) => entry.keys.length));
  return matching.filter((entry) => entry.keys.length === longest);
}

/** Each wording once, without the one that was typed. */
function othersOf(matching: readonly Entry[], typed: string): Meaning['others'] {
  const others = new Map<string, Language>();
  for (const { term, language } of matching) {
    for (const other of languages) {
      const text = termList[term]?.[other] ?? '';
      if (other !== language && foldedOf(text) !== typed) others.set(text, other);
    }
  }
  return [...others].map(([text, language]) => ({ language, text }));
}

function entriesByKey(): ReadonlyMap<string, readonly Entry[]> {
  const byKey = new Map<string, Entry[]>();
  for (const [term, wordings] of termList.entries()) {
    for (const language of languages) {
      const keys = typedWords(wordings[language]).map(({ whole }) => keysOf(withoutArticle(whole))[0] as string);
      const [first] = keys;
      if (first === undefined) continue;
      const others = byKey.get(first);
      if (others === undefined) byKey.set(first, [{ term, language, keys }]);
      else others.push({ term, language, keys });
    }
  }
  return byKey;
}

function foldedOf(text: string): string {
  return typedWords(text)
    .map(({ whole }) => whole)
    .join(' ');
}

/** The index keeps Arabic words without their article too: that is the form in which one finds another. */
export function withoutArticle(word: string): string {
  return word.replace(/^ال(?=\p{L}{3})/u, '');
}

/** What a word has in common with its other forms; in Arabic also without what is written in front of it. */
function keysOf(word: string): string[] {
  return [word, ...withoutFront(word)].map((form) => stemOf(form)?.key ?? form);
}
