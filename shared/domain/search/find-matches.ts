/** Where a query stands in a text, so that a result can show what it was found by. */
import { formsOf } from './document-terms.ts';
import { nameTerms } from './name-terms.ts';
import { isWanted, planQuery } from './query.ts';
import { type Token, tokenise } from './tokenise.ts';

/** A stretch of a text: [start, end) in UTF-16 units. */
export type Stretch = readonly [start: number, end: number];

/**
 * Stretches of the text that the words of the query match, in order, joined where they touch.
 * @param isName The text is the name of a person: words of other scripts match by their sound.
 */
export function findMatches(text: string, query: string, isName = false): Stretch[] {
  const plan = planQuery(query);
  if (plan.length === 0) return [];
  const matches = (token: Token) => {
    if (formsOf(token.term).some((form) => isWanted(plan, form))) return true;
    return isName && nameTerms(text.slice(token.start, token.end)).some((term) => isWanted(plan, term));
  };
  const joined: [number, number][] = [];
  for (const token of tokenise(text)) {
    if (!matches(token)) continue;
    const last = joined.at(-1);
    if (last !== undefined && token.start <= last[1]) last[1] = Math.max(last[1], token.end);
    else joined.push([token.start, token.end]);
  }
  return joined;
}

/** The part of a long text around its first match: at most about `length` characters, cut between words. */
export function excerpt(
  text: string,
  matches: readonly Stretch[],
  length: number,
): { text: string; matches: Stretch[] } {
  if (text.length <= length) return { text, matches: [...matches] };
  const first = matches[0]?.[0] ?? 0;
  const from = first < length / 2 ? 0 : boundaryBefore(text, first - Math.floor(length / 3));
  const to = from + length >= text.length ? text.length : boundaryBefore(text, from + length);
  const head = from > 0 ? '… ' : '';
  const shift = head.length - from;
  const inside = matches.filter(([start, end]) => start >= from && end <= to);
  return {
    text: head + text.slice(from, to) + (to < text.length ? ' …' : ''),
    matches: inside.map(([start, end]) => [start + shift, end + shift]),
  };
}

/** A place at or before `at` where a word begins; the place itself in a script without spaces. Never inside a pair. */
function boundaryBefore(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at);
  if (space >= 0 && at - space < 30) return space + 1;
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
