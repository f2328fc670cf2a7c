/** Where a query stands in a text, so that a result can show what it was found by. */
import { bareForm, type Token, tokenise, tokeniseQuery } from './tokenise.ts';

/** A stretch of a text: [start, end) in UTF-16 units. */
export type Stretch = readonly [start: number, end: number];

/** Stretches of the text that the words of the query match, in order, joined where they touch. */
export function findMatches(text: string, query: string): Stretch[] {
  const words = tokeniseQuery(query).flatMap(({ term }) => [
    term,
    ...(bareForm(term) === null ? [] : [bareForm(term) as string]),
  ]);
  if (words.length === 0) return [];
  const joined: [number, number][] = [];
  for (const token of tokenise(text)) {
    const end = matchEnd(token, words);
    if (end === null) continue;
    const last = joined.at(-1);
    if (last !== undefined && token.start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([token.start, end]);
  }
  return joined;
}

function matchEnd(token: Token, words: readonly string[]): number | null {
  const bare = bareForm(token.term);
  const isMatch = words.some((word) => token.term.startsWith(word) || bare?.startsWith(word) === true);
  return isMatch ? token.end : null;
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
