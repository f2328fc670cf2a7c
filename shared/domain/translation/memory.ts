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
  /** Takes over what a record says now, in place of all that it said before; nothing else is indexed anew. */
  put(record: string, entries: readonly MemoryEntry[]): void;
  /** The best matches, the best first; of the same words only one. */
  find(source: string, unit: string): MemoryMatch[];
}

/** An entry as it stands in the index. */
interface Indexed {
  readonly entry: MemoryEntry;
  readonly words: readonly string[];
  /** Counts up, so that of equally near ones the same are looked at each time. */
  readonly place: number;
}

/** Below this a match costs more to read than to translate. Percent. */
const worthReading = 60;
const shown = 3;
/** Entries that share the most words with a text; the others cannot be closer. */
const candidates = 48;

export function createMemory(): TranslationMemory {
  const byRecord = new Map<string, readonly Indexed[]>();
  const byWord = new Map<string, Set<Indexed>>();
  let count = 0;
  const forget = (indexed: Indexed) => {
    for (const word of indexed.words) {
      const others = byWord.get(word);
      others?.delete(indexed);
      if (others?.size === 0) byWord.delete(word);
    }
  };
  const index = (entry: MemoryEntry): Indexed => {
    count += 1;
    const indexed = { entry, words: spokenWords(entry.source), place: count };
    for (const word of indexed.words) byWord.set(word, (byWord.get(word) ?? new Set()).add(indexed));
    return indexed;
  };
  return {
    put(record, entries) {
      for (const before of byRecord.get(record) ?? []) forget(before);
      if (entries.length === 0) byRecord.delete(record);
      else byRecord.set(record, entries.map(index));
    },
    find(source, unit) {
      const wanted = spokenWords(source);
      const matches = nearest(wanted, byWord)
        .map(({ entry, words }): MemoryMatch => ({ entry, score: scoreOf(source, entry.source, wanted, words) }))
        .filter(({ entry, score }) => score >= worthReading && entry.unit !== unit)
        .sort((a, b) => b.score - a.score || (a.entry.unit < b.entry.unit ? -1 : 1));
      return distinct(matches).slice(0, shown);
    },
  };
}

/** The entries that share the most letters in whole words. */
function nearest(wanted: readonly string[], byWord: ReadonlyMap<string, ReadonlySet<Indexed>>): Indexed[] {
  const shared = new Map<Indexed, number>();
  for (const word of new Set(wanted)) {
    for (const indexed of byWord.get(word) ?? []) shared.set(indexed, (shared.get(indexed) ?? 0) + word.length);
  }
  return [...shared]
    .sort(([a, x], [b, y]) => y - x || a.place - b.place)
    .slice(0, candidates)
    .map(([indexed]) => indexed);
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
