/**
 * Terms and where they stand, packed into four arrays: sorted terms as one run of letters, postings as differences. A
 * fifth of the memory of maps and lists, and it is read from a snapshot as it lies there. Never changes once made.
 *
 * A posting is the number of a text (a record in one language) and the rank of the match, `text * 4 + rank`.
 */

import type { Probe } from './query.ts';

export interface PackedTerms {
  /** UTF-16 units of all terms, in order. */
  readonly letters: Uint16Array;
  /** Where each term begins in `letters`; one more at the end. */
  readonly termAt: Uint32Array;
  /** LEB128 differences of the postings of each term. */
  readonly postings: Uint8Array;
  /** Where the postings of each term begin; one more at the end. */
  readonly postingAt: Uint32Array;
}

export const noTerms: PackedTerms = {
  letters: new Uint16Array(0),
  termAt: new Uint32Array(1),
  postings: new Uint8Array(0),
  postingAt: new Uint32Array(1),
};

/** Calls back for each posting of the terms that begin so, with the rate of its term. */
export function visitPacked(
  packed: PackedTerms,
  { begin, rate, rateOfLength }: Probe,
  visit: (posting: number, rate: number) => void,
): void {
  const { termAt } = packed;
  const count = termAt.length - 1;
  for (let at = firstFrom(packed, begin); at < count; at++) {
    if (!beginsWith(packed, at, begin)) return;
    const length = (termAt[at + 1] as number) - (termAt[at] as number);
    const rated = rateOfLength === undefined ? rate(termOf(packed, at)) : rateOfLength(length);
    if (rated > 0) visitPostings(packed, at, (posting) => visit(posting, rated));
  }
}

function beginsWith({ letters, termAt }: PackedTerms, at: number, begin: string): boolean {
  const start = termAt[at] as number;
  if ((termAt[at + 1] as number) - start < begin.length) return false;
  for (let i = 0; i < begin.length; i++) if (letters[start + i] !== begin.charCodeAt(i)) return false;
  return true;
}

/** Calls back for every term in order, with its postings. */
export function visitTerms(packed: PackedTerms, visit: (term: string, postings: number[]) => void): void {
  for (let at = 0; at + 1 < packed.termAt.length; at++) {
    const postings: number[] = [];
    visitPostings(packed, at, (posting) => postings.push(posting));
    visit(termOf(packed, at), postings);
  }
}

/** Packs terms that come in order. */
export class TermPacker {
  private letters = new Uint16Array(1 << 16);
  private letterCount = 0;
  private postings = new Uint8Array(1 << 16);
  private byteCount = 0;
  private readonly termAt: number[] = [0];
  private readonly postingAt: number[] = [0];

  /** @param postings In ascending order. */
  add(term: string, postings: ArrayLike<number>): void {
    this.letters = withRoom(this.letters, this.letterCount + term.length);
    for (let i = 0; i < term.length; i++) this.letters[this.letterCount++] = term.charCodeAt(i);
    this.postings = withRoom(this.postings, this.byteCount + postings.length * 5);
    let before = 0;
    for (let i = 0; i < postings.length; i++) {
      let difference = (postings[i] as number) - before;
      before = postings[i] as number;
      for (; difference > 0x7f; difference = Math.floor(difference / 0x80)) {
        this.postings[this.byteCount++] = (difference & 0x7f) | 0x80;
      }
      this.postings[this.byteCount++] = difference;
    }
    this.termAt.push(this.letterCount);
    this.postingAt.push(this.byteCount);
  }

  finish(): PackedTerms {
    return {
      letters: this.letters.slice(0, this.letterCount),
      termAt: Uint32Array.from(this.termAt),
      postings: this.postings.slice(0, this.byteCount),
      postingAt: Uint32Array.from(this.postingAt),
    };
  }
}

function withRoom<A extends Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>>(array: A, wanted: number): A {
  if (wanted <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => A)(Math.max(wanted, array.length * 2));
  larger.set(array);
  return larger;
}

function visitPostings({ postings, postingAt }: PackedTerms, term: number, visit: (posting: number) => void): void {
  const end = postingAt[term + 1] as number;
  let posting = 0;
  for (let at = postingAt[term] as number; at < end; ) {
    let difference = postings[at] as number;
    // Most differences are small: one byte, read at once.
    if (difference < 0x80) {
      at += 1;
      posting += difference;
      visit(posting);
      continue;
    }
    difference = 0;
    // A damaged snapshot may end inside a number.
    for (let unit = 1; at < end; unit *= 0x80) {
      const byte = postings[at++] as number;
      difference += (byte & 0x7f) * unit;
      if (byte < 0x80) break;
    }
    posting += difference;
    visit(posting);
  }
}

function termOf({ letters, termAt }: PackedTerms, at: number): string {
  return String.fromCharCode(...letters.subarray(termAt[at], termAt[at + 1]));
}

/** The first term that is not before `wanted`. */
function firstFrom(packed: PackedTerms, wanted: string): number {
  let low = 0;
  let high = packed.termAt.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(packed, middle, wanted)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isBefore({ letters, termAt }: PackedTerms, at: number, wanted: string): boolean {
  const start = termAt[at] as number;
  const length = (termAt[at + 1] as number) - start;
  for (let i = 0; i < Math.min(length, wanted.length); i++) {
    const difference = (letters[start + i] as number) - wanted.charCodeAt(i);
    if (difference !== 0) return difference < 0;
  }
  return length < wanted.length;
}
