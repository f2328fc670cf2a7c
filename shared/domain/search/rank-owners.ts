/**
 * From matches to owners, best first. Every word typed must be found in some text of the owner: words may stand in
 * different steps of one playbook. Worked out in arrays by number, since a single letter matches most of a library.
 *
 * What counts, in this order: a title before the title of a part before a label before a body, a whole word before its beginning before another
 * form, the language of the reader before the others, all words in one text before words here and there.
 */
import type { RecordId } from '../../base/ids.ts';
import { type Found, type HitText, nothingFound, type SearchOptions } from './found.ts';
import type { IndexTables } from './index-tables.ts';
import type { Wanted } from './query.ts';
import { type Visit, WordScorer } from './score-word.ts';

const allInOneText = 1.25;
const placesKept = 4;
/** Languages that a mask has room for; texts in later ones count as found in no language in particular. */
const mostLanguages = 30;
const neutral = 1;

export function rankOwners(tables: IndexTables, plan: readonly Wanted[], options: SearchOptions, visit: Visit): Found {
  if (plan.length === 0) return nothingFound;
  const board = new Board(tables, options.preferred);
  for (const wanted of plan) {
    board.take(wanted, visit);
    if (board.isEmpty) return nothingFound;
  }
  return board.result(options);
}

/** The owners that are left after each word, with their scores. */
class Board {
  private readonly tables: IndexTables;
  private readonly scorer: WordScorer;
  private words = 0;
  /** Owners that every word so far was found in. */
  private owners: number[] = [];
  private readonly ownerScore: Float32Array;
  private readonly ownerWords: Uint8Array;
  /** Languages in which every word was found. */
  private readonly ownerLanguages: Uint32Array;
  /** Languages in which some word was found by itself, and not by a text without language. */
  private readonly ownerSpoken: Uint32Array;
  private readonly textScore: Float32Array;
  private readonly textWords: Uint8Array;
  private readonly touched: number[] = [];
  /** Of the word that is being looked up, by owner: its best score and the languages that it was found in. */
  private readonly wordBest: Float32Array;
  private readonly wordSpoken: Uint32Array;

  constructor(tables: IndexTables, preferred: string | undefined) {
    this.tables = tables;
    this.scorer = new WordScorer(tables, preferred === undefined ? -1 : (tables.languages.find(preferred) ?? -1));
    const [records, texts] = [tables.typeOf.length, tables.textCount];
    this.ownerScore = new Float32Array(records);
    this.ownerWords = new Uint8Array(records);
    this.ownerLanguages = new Uint32Array(records);
    this.ownerSpoken = new Uint32Array(records);
    this.textScore = new Float32Array(texts);
    this.textWords = new Uint8Array(texts);
    this.wordBest = new Float32Array(records);
    this.wordSpoken = new Uint32Array(records);
  }

  get isEmpty(): boolean {
    return this.owners.length === 0;
  }

  /** Keeps the owners that this word is found in too. */
  take(wanted: Wanted, visit: Visit): void {
    const { recordOf, ownerOf, languageOf } = this.tables;
    const { textWords, textScore, wordBest, wordSpoken, ownerWords, words } = this;
    const { scores } = this.scorer;
    const owners: number[] = [];
    for (const text of this.scorer.textsOf(wanted, visit)) {
      const score = scores[text] as number;
      scores[text] = 0;
      const owner = ownerOf.at(recordOf.at(text));
      if (ownerWords[owner] !== words || !this.tables.isHere(owner)) continue;
      if (textWords[text] === 0) this.touched.push(text);
      textWords[text] = (textWords[text] as number) + 1;
      textScore[text] = (textScore[text] as number) + score;
      const known = wordBest[owner] as number;
      if (known === 0) owners.push(owner);
      if (score > known) wordBest[owner] = score;
      wordSpoken[owner] = (wordSpoken[owner] as number) | maskOf(languageOf.at(text));
    }
    this.words += 1;
    this.owners = owners;
    for (const owner of owners) {
      this.raise(owner, wordBest[owner] as number, wordSpoken[owner] as number);
      wordBest[owner] = 0;
      wordSpoken[owner] = 0;
    }
  }

  private raise(owner: number, score: number, spoken: number): void {
    const before = this.words === 1 ? 0xffff_ffff : (this.ownerLanguages[owner] as number);
    // A number or a reference is the same in every language.
    const languages = (spoken & neutral) !== 0 ? before : before & spoken;
    this.ownerWords[owner] = this.words;
    this.ownerScore[owner] = (this.ownerScore[owner] as number) + score;
    this.ownerLanguages[owner] = languages;
    this.ownerSpoken[owner] = (this.ownerSpoken[owner] as number) | (spoken & ~neutral);
  }

  result({ limit, language, types }: SearchOptions): Found {
    const wantedTypes = types && new Set(types.map((type) => this.tables.types.find(type) ?? -1));
    const languageNumber = language === undefined ? undefined : this.tables.languages.find(language);
    const wantedMask = language === undefined ? null : languageNumber === undefined ? 0 : maskOf(languageNumber);
    const byType = new Map<number, number>();
    const byLanguage = new Map<number, number>();
    const shown: number[] = [];
    for (const owner of this.owners) {
      const ownType = this.tables.typeOf.at(owner);
      const languages = (this.ownerLanguages[owner] as number) & (this.ownerSpoken[owner] as number);
      const fitsType = wantedTypes?.has(ownType) ?? true;
      const fitsLanguage = wantedMask === null || (languages & wantedMask) !== 0;
      if (fitsLanguage) byType.set(ownType, (byType.get(ownType) ?? 0) + 1);
      if (fitsType) countBits(languages, byLanguage);
      if (fitsType && fitsLanguage) shown.push(owner);
    }
    this.rewardWholeTexts();
    const best = this.best(shown, limit);
    const places = this.placesOf(best, languageNumber);
    const { names } = this.tables.records;
    const hits = best.map((owner) => ({
      owner: names[owner] as RecordId,
      type: this.tables.types.names[this.tables.typeOf.at(owner)] ?? '',
      score: this.ownerScore[owner] as number,
      places: places.get(owner) ?? [],
    }));
    return {
      hits,
      total: shown.length,
      byType: named(byType, this.tables.types.names),
      byLanguage: named(byLanguage, this.tables.languages.names),
    };
  }

  private rewardWholeTexts(): void {
    if (this.words < 2) return;
    for (const text of this.touched) {
      if (this.textWords[text] !== this.words) continue;
      const owner = this.tables.ownerOf.at(this.tables.recordOf.at(text));
      const together = (this.textScore[text] as number) * allInOneText;
      if (together > (this.ownerScore[owner] as number)) this.ownerScore[owner] = together;
    }
  }

  /** The best owners in order. Sorts only those that can be among them. */
  private best(owners: readonly number[], limit: number): number[] {
    const { names } = this.tables.records;
    const byScore = (a: number, b: number) =>
      (this.ownerScore[b] as number) - (this.ownerScore[a] as number) ||
      ((names[a] as string) < (names[b] as string) ? -1 : 1);
    if (owners.length <= limit) return [...owners].sort(byScore);
    const scores = new Float32Array(owners.length);
    for (let place = 0; place < owners.length; place++)
      scores[place] = this.ownerScore[owners[place] as number] as number;
    const threshold = scores.sort()[owners.length - limit] as number;
    const above: number[] = [];
    const even: number[] = [];
    for (const owner of owners) {
      const score = this.ownerScore[owner] as number;
      if (score > threshold) above.push(owner);
      else if (score === threshold && even.length < limit) even.push(owner);
    }
    return [...above, ...even.slice(0, limit - above.length)].sort(byScore);
  }

  private placesOf(owners: readonly number[], language: number | undefined): Map<number, HitText[]> {
    const wanted = new Map<number, number[]>(owners.map((owner) => [owner, []]));
    const isWanted = new Uint8Array(this.ownerWords.length);
    for (const owner of owners) isWanted[owner] = 1;
    const { recordOf, ownerOf, languageOf } = this.tables;
    for (const text of this.touched) {
      const owner = ownerOf.at(recordOf.at(text));
      if (isWanted[owner] === 0) continue;
      const own = languageOf.at(text);
      if (language === undefined || own === 0 || own === language) wanted.get(owner)?.push(text);
    }
    const scoreOf = (text: number) => (this.textScore[text] as number) + (this.textWords[text] as number);
    return new Map(
      [...wanted].map(([owner, texts]) => [
        owner,
        texts
          .sort((a, b) => scoreOf(b) - scoreOf(a) || this.inOrder(a, b))
          .slice(0, placesKept)
          .map((text) => this.hitText(text)),
      ]),
    );
  }

  /** Of texts that match alike, the order does not tell in which order they were indexed: by record, then by language. */
  private inOrder(a: number, b: number): number {
    const [first, second] = [this.hitText(a), this.hitText(b)];
    const by = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
    return by(first.record, second.record) || by(first.language, second.language) || a - b;
  }

  private hitText(text: number): HitText {
    const record = this.tables.recordOf.at(text);
    return {
      record: this.tables.records.names[record] as RecordId,
      type: this.tables.types.names[this.tables.typeOf.at(record)] ?? '',
      language: this.tables.languages.names[this.tables.languageOf.at(text)] ?? '',
    };
  }
}

/** The bit of a language; the first one is that of texts without language. */
function maskOf(language: number): number {
  return language >= mostLanguages ? neutral : 1 << language;
}

function countBits(mask: number, counts: Map<number, number>): void {
  for (let rest = mask & ~neutral; rest !== 0; rest &= rest - 1) {
    const language = 31 - Math.clz32(rest & -rest);
    counts.set(language, (counts.get(language) ?? 0) + 1);
  }
}

function named(counts: ReadonlyMap<number, number>, names: readonly string[]): Record<string, number> {
  return Object.fromEntries([...counts].map(([number, count]) => [names[number] ?? '', count]));
}
