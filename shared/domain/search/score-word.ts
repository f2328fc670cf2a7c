/** The texts that one word of a query is found in, and how well. Worked out in arrays by number of the text. */
import { type IndexTables, struckOut } from './index-tables.ts';
import type { Probe, Wanted, Way } from './query.ts';

/** Looks a probe up: calls back with text, rank and rate of each match. */
export type Visit = (probe: Probe, visit: (text: number, rank: number, rate: number) => void) => void;

/** By rank: body, label, title of a part, title. */
const weights = [1, 5, 8, 15] as const;
const inOwnLanguage = 1.2;

/** By text, while the probes of one way are looked up: how many of them it was found by, and with what scores. */
interface Chain {
  readonly links: Uint8Array;
  readonly least: Float32Array;
  readonly best: Float32Array;
}

function newChain(texts: number): Chain {
  return { links: new Uint8Array(texts), least: new Float32Array(texts), best: new Float32Array(texts) };
}

/** Scores the words of one query, one after another. */
export class WordScorer {
  /** By text. */
  readonly scores: Float32Array;
  private readonly tables: IndexTables;
  private readonly preferred: number;
  private chain: Chain | null = null;

  /** @param preferred Number of the reader's language; -1 when no text is in it. */
  constructor(tables: IndexTables, preferred: number) {
    this.tables = tables;
    this.preferred = preferred;
    this.scores = new Float32Array(tables.textCount);
  }

  /**
   * Texts in which the word is found by any of its ways, with the best score of each in `scores`; whoever has read one puts it
   * back to 0.
   */
  textsOf({ ways }: Wanted, visit: Visit): number[] {
    const texts: number[] = [];
    const { scores, preferred } = this;
    const { recordOf, languageOf } = this.tables;
    const note = (text: number, score: number) => {
      const known = scores[text] as number;
      if (known === 0) texts.push(text);
      if (score > known) scores[text] = score;
    };
    // Called for every match of a letter in a whole library: as {@link scored}, in one piece.
    const noteOne = (text: number, rank: number, rate: number) => {
      if (recordOf.at(text) === struckOut) return;
      note(text, (weights[rank] as number) * rate * (languageOf.at(text) === preferred ? inOwnLanguage : 1));
    };
    for (const way of ways) {
      if (way.length === 1) visit(way[0] as Probe, noteOne);
      else this.noteChain(way, visit, note);
    }
    return texts;
  }

  /** Texts that every probe of a way is found in, with the least of their scores: a chain is as strong as that. */
  private noteChain(way: Way, visit: Visit, note: (text: number, score: number) => void): void {
    this.chain ??= newChain(this.scores.length);
    const { links, least, best } = this.chain;
    let began: readonly number[] = [];
    let reached = began;
    for (const [link, probe] of way.entries()) {
      const found: number[] = [];
      visit(probe, (text, rank, rate) =>
        this.scored(text, rank, rate, (matched, score) => {
          if (links[matched] === link) {
            links[matched] = link + 1;
            best[matched] = score;
            found.push(matched);
          } else if (links[matched] === link + 1 && score > (best[matched] as number)) best[matched] = score;
        }),
      );
      for (const text of found)
        least[text] = link === 0 ? (best[text] as number) : Math.min(least[text] as number, best[text] as number);
      reached = found;
      if (link === 0) began = found;
      if (found.length === 0) break;
    }
    for (const text of reached) note(text, least[text] as number);
    for (const text of began) links[text] = 0;
  }

  private scored(text: number, rank: number, rate: number, note: (text: number, score: number) => void): void {
    if (this.tables.recordOf.at(text) === struckOut) return;
    const isOwn = this.tables.languageOf.at(text) === this.preferred;
    note(text, (weights[rank] as number) * rate * (isOwn ? inOwnLanguage : 1));
  }
}
