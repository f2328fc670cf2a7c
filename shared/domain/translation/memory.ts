/**
 * Translation memory: what was translated before, found by likeness. Built from the texts on this disk and asked offline.
 * Likeness is counted in words, weighed by their length, so that one changed number of many words stays close. Pure.
 */
import { isWord, wordsOf } from '../text-tokens.ts';

export interface MemoryEntry {
  /** Names the unit it came from, so that a unit does not find itself. */
  readonly unit: string;
  readonly source: string;
  readonly target: string;
  /** The record it came from. */
  readonly record: string;
}

export interface MemoryMatch {
  readonly entry: MemoryEntry;
  /** Percent: 100 the same text, 99 the same words with other marks or case between them. */
  readonly score: number;
}

export interface TranslationMemory {
  /** The best matches, the best first; of the same words only one. */
  find(source: string, unit: string): MemoryMatch[];
}

/** Below this a match costs more to read than to translate. Percent. */
const worthReading = 60;
const shown = 3;
/** Entries that share the most words with a text; the others cannot be closer. */
const candidates = 48;

export function createMemory(entries: readonly MemoryEntry[]): TranslationMemory {
  const words = entries.map(({ source }) => spokenWords(source));
  const places = new Map<string, number[]>();
  words.forEach((own, place) => {
    for (const word of new Set(own)) {
      const known = places.get(word);
      if (known === undefined) places.set(word, [place]);
      else known.push(place);
    }
  });
  return {
    find(source, unit) {
      const wanted = spokenWords(source);
      const matches = nearest(wanted, places)
        .map((place): MemoryMatch => {
          const entry = entries[place] as MemoryEntry;
          return { entry, score: scoreOf(source, entry.source, wanted, words[place] as string[]) };
        })
        .filter(({ entry, score }) => score >= worthReading && entry.unit !== unit)
        .sort((a, b) => b.score - a.score || (a.entry.unit < b.entry.unit ? -1 : 1));
      return distinct(matches).slice(0, shown);
    },
  };
}

/** Places of the entries that share the most letters in whole words. */
function nearest(wanted: readonly string[], places: ReadonlyMap<string, readonly number[]>): number[] {
  const shared = new Map<number, number>();
  for (const word of new Set(wanted)) {
    for (const place of places.get(word) ?? []) shared.set(place, (shared.get(place) ?? 0) + word.length);
  }
  return [...shared]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, candidates)
    .map(([place]) => place);
}

function distinct(matches: readonly MemoryMatch[]): MemoryMatch[] {
  const seen = new Set<string>();
  return matches.filter(({ entry: { source, target } }) => {
    const key = `${source}\n${target}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function spokenWords(text: string): string[] {
  return wordsOf(text.normalize('NFC').toLowerCase()).filter(isWord);
}

function scoreOf(a: string, b: string, wordsA: readonly string[], wordsB: readonly string[]): number {
  if (a.normalize('NFC') === b.normalize('NFC')) return 100;
  const whole = Math.max(lettersIn(wordsA), lettersIn(wordsB));
  if (whole === 0) return 0;
  return Math.min(99, Math.floor((1 - distance(wordsA, wordsB) / whole) * 100));
}

/** Letters to write anew to come from one text to the other, word by word. */
function distance(a: readonly string[], b: readonly string[]): number {
  let row = [0];
  for (const word of b) row.push((row.at(-1) as number) + word.length);
  for (const from of a) {
    const next = [(row[0] as number) + from.length];
    for (let i = 0; i < b.length; i += 1) {
      const to = b[i] as string;
      const changed = (row[i] as number) + (from === to ? 0 : Math.max(from.length, to.length));
      next.push(Math.min(changed, (row[i + 1] as number) + from.length, (next[i] as number) + to.length));
    }
    row = next;
  }
  return row.at(-1) as number;
}

function lettersIn(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + word.length, 0);
}
