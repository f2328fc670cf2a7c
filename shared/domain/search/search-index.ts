/**
 * An inverted index over folded terms, found by prefix while a person types. One index per scope, so that the loss of a
 * scope drops what was known of it. Most of it is packed (frozen-terms.ts); what changed since is kept beside in a map
 * and packed with the rest when it has grown. On a disk it lies only as a snapshot that its keeper seals.
 *
 * Own code instead of a library: the tokeniser decides what is found, and what is left is a sorted list of terms. Measured
 * against the fastest library in docs/decisions/0006-own-search-index.md.
 */
import type { RecordId } from '../../base/ids.ts';
import { termsOf } from './document-terms.ts';
import type { Found, SearchOptions } from './found.ts';
import { noTerms, type PackedTerms, TermPacker, visitPacked, visitTerms } from './frozen-terms.ts';
import { IndexTables, type PlainTables, struckOut } from './index-tables.ts';
import type { Probe } from './query.ts';
import { planQuery } from './query.ts';
import { rankOwners } from './rank-owners.ts';
import type { SearchDocument } from './search-document.ts';

/** Everything that an index is: what a snapshot holds. */
export interface IndexParts {
  readonly tables: PlainTables;
  readonly terms: PackedTerms;
}

const rankBits = 2;
const rankSize = 1 << rankBits;
/** So many postings beside the packed ones still answer a key in time; more are packed. */
const looseLimit = 400_000;
/** Struck texts are swept out when there are so many of them, and more than half. */
const struckLimit = 1_000;

export class SearchIndex {
  private tables: IndexTables;
  private packed: PackedTerms;
  private loose = new Map<string, number[]>();
  private looseCount = 0;
  private looseTerms: string[] = [];
  private newTerms: string[] = [];

  constructor(parts: IndexParts | null = null) {
    this.tables = new IndexTables(parts?.tables ?? null);
    this.packed = parts?.terms ?? noTerms;
  }

  /** Records that can be found. */
  get size(): number {
    return this.tables.recordCount;
  }

  /** Adds a document, or replaces the one with its id. */
  put(document: SearchDocument): void {
    const record = this.tables.putRecord(document);
    for (const [language, terms] of termsOf(document)) {
      const text = this.tables.addText(record, language);
      for (const [term, rank] of terms) this.post(term, text * rankSize + rank);
    }
    if (this.looseCount > looseLimit) this.pack();
    else this.sweep();
  }

  /** False when it was not there. */
  remove(id: RecordId): boolean {
    const wasHere = this.tables.removeRecord(id);
    if (wasHere) this.sweep();
    return wasHere;
  }

  /** Owners for which every word typed is found, best first. A query without words finds nothing. */
  search(query: string, options: SearchOptions): Found {
    return rankOwners(this.tables, planQuery(query), options, (probe, visit) => this.visit(probe, visit));
  }

  /** Packs everything, without what was struck out. The parts stay valid until the next change. */
  parts(): IndexParts {
    this.pack();
    return { tables: this.tables.plain(), terms: this.packed };
  }

  private visit(probe: Probe, visit: (text: number, rank: number, rate: number) => void): void {
    // As a whole number of 32 bits, which is far faster than dividing; there is no room for more texts anyway.
    const unpack = (posting: number, rate: number) => visit(posting >>> rankBits, posting & (rankSize - 1), rate);
    visitPacked(this.packed, probe, unpack);
    const terms = this.sortedLoose();
    for (let at = lowerBound(terms, probe.begin); at < terms.length; at++) {
      const term = terms[at] as string;
      if (!term.startsWith(probe.begin)) return;
      const rate = probe.rate(term);
      if (rate > 0) for (const posting of this.loose.get(term) ?? []) unpack(posting, rate);
    }
  }

  private post(term: string, posting: number): void {
    this.looseCount += 1;
    const list = this.loose.get(term);
    if (list !== undefined) list.push(posting);
    else {
      this.loose.set(term, [posting]);
      this.newTerms.push(term);
    }
  }

  /** New terms are sorted in when somebody searches: filling an index sorts once, not once a document. */
  private sortedLoose(): readonly string[] {
    if (this.newTerms.length > 0) {
      this.looseTerms = this.looseTerms.concat(this.newTerms).sort();
      this.newTerms = [];
    }
    return this.looseTerms;
  }

  private sweep(): void {
    const { struckCount, textCount } = this.tables;
    if (struckCount > struckLimit && struckCount > textCount / 2) this.pack();
  }

  private pack(): void {
    if (this.looseCount === 0 && this.tables.struckCount === 0) return;
    const { tables, moved } = this.tables.compacted();
    const packer = new TermPacker();
    const add = (term: string, postings: readonly number[]) => {
      const kept = movedPostings(postings, moved);
      if (kept.length > 0) packer.add(term, kept);
    };
    const terms = this.sortedLoose();
    let next = 0;
    const addLooseBefore = (term: string | null) => {
      for (; next < terms.length && (term === null || (terms[next] as string) < term); next++) {
        add(terms[next] as string, this.loose.get(terms[next] as string) ?? []);
      }
    };
    visitTerms(this.packed, (term, postings) => {
      addLooseBefore(term);
      const isInBoth = terms[next] === term;
      if (isInBoth) next += 1;
      add(term, isInBoth ? [...postings, ...(this.loose.get(term) ?? [])] : postings);
    });
    addLooseBefore(null);
    this.tables = tables;
    this.packed = packer.finish();
    this.loose = new Map();
    this.looseCount = 0;
    this.looseTerms = [];
    this.newTerms = [];
  }
}

function movedPostings(postings: readonly number[], moved: Uint32Array): number[] {
  const kept: number[] = [];
  for (const posting of postings) {
    const text = moved[Math.floor(posting / rankSize)] as number;
    if (text !== struckOut) kept.push(text * rankSize + (posting % rankSize));
  }
  return kept;
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
