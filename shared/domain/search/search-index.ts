/**
 * An inverted index over folded terms, found by prefix while a person types. One index per scope, so that the loss of a
 * scope drops what was known of it. In memory only: it is built from the store and never written to a disk unsealed.
 *
 * Own code instead of a library: the tokeniser decides what is found (see tokenise.ts), and what is left is a sorted
 * list of terms. It removes and replaces documents exactly, which the fastest library does not without keeping a second
 * copy.
 */
import { bareForm, tokenise, tokeniseQuery } from './tokenise.ts';

export interface SearchDocument {
  readonly id: string;
  /** What a hit leads to: the playbook of a step, or the record itself. Hits are grouped by it. */
  readonly owner: string;
  readonly texts: readonly SearchText[];
}

export interface SearchText {
  /** Field key, language included: `title.ar`. */
  readonly field: string;
  readonly text: string;
  /** 1 for a body to 15 for a title: how much a match here counts. */
  readonly weight: number;
}

export interface SearchHit {
  readonly owner: string;
  readonly score: number;
  /** The documents of the owner that matched, best first. */
  readonly documents: readonly string[];
}

interface Entry {
  readonly id: string;
  readonly owner: string;
}

/** Packs a document's number and a weight into one integer; 2^27 documents are enough. */
const weightSize = 16;

export class SearchIndex {
  private readonly postings = new Map<string, number[]>();
  private terms: string[] = [];
  private newTerms: string[] = [];
  private readonly entries: (Entry | null)[] = [];
  private readonly numberById = new Map<string, number>();
  private dead = 0;

  get size(): number {
    return this.numberById.size;
  }

  /** Adds a document, or replaces the one with its id. */
  put(document: SearchDocument): void {
    this.remove(document.id);
    const number = this.entries.length;
    this.entries.push({ id: document.id, owner: document.owner });
    this.numberById.set(document.id, number);
    for (const [term, weight] of weightsOf(document)) this.post(term, number * weightSize + weight);
  }

  remove(id: string): void {
    const number = this.numberById.get(id);
    if (number === undefined) return;
    this.numberById.delete(id);
    this.entries[number] = null;
    this.dead += 1;
    if (this.dead > 1_000 && this.dead > this.entries.length / 2) this.compact();
  }

  /** Owners for which every word typed begins some term, best first. A query without words finds nothing. */
  search(query: string, limit: number): SearchHit[] {
    const words = [...new Set(tokeniseQuery(query).map((token) => token.term))];
    if (words.length === 0) return [];
    let owners: Map<string, OwnerScore> | null = null;
    for (const word of words) {
      const found = this.documentsOf(word);
      owners = owners === null ? gather(found, this.entries) : narrow(owners, found, this.entries);
      if (owners.size === 0) return [];
    }
    return rank(owners ?? new Map(), limit);
  }

  /** Documents in which a word begins a term, with the best weight of it; a whole word counts half as much again. */
  private documentsOf(word: string): Map<number, number> {
    const found = new Map<number, number>();
    const bare = bareForm(word);
    for (const start of bare === null ? [word] : [word, bare]) {
      const terms = this.sortedTerms();
      for (let at = lowerBound(terms, start); at < terms.length && (terms[at] as string).startsWith(start); at++) {
        const term = terms[at] as string;
        const factor = term === start ? 1.5 : 1;
        for (const posting of this.postings.get(term) ?? []) {
          const number = Math.floor(posting / weightSize);
          const score = (posting % weightSize) * factor;
          if (score > (found.get(number) ?? 0)) found.set(number, score);
        }
      }
    }
    return found;
  }

  private post(term: string, posting: number): void {
    const list = this.postings.get(term);
    if (list !== undefined) list.push(posting);
    else {
      this.postings.set(term, [posting]);
      this.newTerms.push(term);
    }
  }

  /** New terms are sorted in when somebody searches: filling an index sorts once, not once a document. */
  private sortedTerms(): readonly string[] {
    if (this.newTerms.length > 0) {
      this.terms = this.terms.concat(this.newTerms).sort();
      this.newTerms = [];
    }
    return this.terms;
  }

  private compact(): void {
    const renumbered = new Map<number, number>();
    const kept: Entry[] = [];
    for (const [number, entry] of this.entries.entries()) {
      if (entry === null) continue;
      renumbered.set(number, kept.length);
      this.numberById.set(entry.id, kept.length);
      kept.push(entry);
    }
    this.entries.splice(0, this.entries.length, ...kept);
    this.dead = 0;
    for (const [term, list] of this.postings) {
      const next = list.flatMap((posting) => {
        const number = renumbered.get(Math.floor(posting / weightSize));
        return number === undefined ? [] : [number * weightSize + (posting % weightSize)];
      });
      if (next.length > 0) this.postings.set(term, next);
      else this.postings.delete(term);
    }
    this.terms = [...this.postings.keys()].sort();
    this.newTerms = [];
  }
}

interface OwnerScore {
  score: number;
  readonly documents: Map<string, number>;
}

function gather(found: ReadonlyMap<number, number>, entries: readonly (Entry | null)[]): Map<string, OwnerScore> {
  const owners = new Map<string, OwnerScore>();
  for (const [number, score] of found) {
    const entry = entries[number];
    if (entry === null || entry === undefined) continue;
    const owner = owners.get(entry.owner) ?? { score: 0, documents: new Map() };
    owner.score = Math.max(owner.score, score);
    owner.documents.set(entry.id, score);
    owners.set(entry.owner, owner);
  }
  return owners;
}

/** Keeps the owners that the next word is found in too; words may stand in different steps of one playbook. */
function narrow(
  owners: ReadonlyMap<string, OwnerScore>,
  found: ReadonlyMap<number, number>,
  entries: readonly (Entry | null)[],
): Map<string, OwnerScore> {
  const next = gather(found, entries);
  for (const [id, owner] of next) {
    const before = owners.get(id);
    if (before === undefined) next.delete(id);
    else {
      owner.score += before.score;
      for (const [document, score] of before.documents) {
        owner.documents.set(document, (owner.documents.get(document) ?? 0) + score);
      }
    }
  }
  return next;
}

function rank(owners: ReadonlyMap<string, OwnerScore>, limit: number): SearchHit[] {
  return [...owners]
    .sort(([a, x], [b, y]) => y.score - x.score || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([owner, { score, documents }]) => ({
      owner,
      score,
      documents: [...documents].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([id]) => id),
    }));
}

function weightsOf(document: SearchDocument): Map<string, number> {
  const weights = new Map<string, number>();
  const note = (term: string, weight: number) => {
    if (weight > (weights.get(term) ?? 0)) weights.set(term, weight);
  };
  for (const { text, weight } of document.texts) {
    for (const { term } of tokenise(text)) {
      note(term, weight);
      const bare = bareForm(term);
      if (bare !== null) note(bare, weight);
    }
  }
  return weights;
}

function lowerBound(sorted: readonly string[], wanted: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as string) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
