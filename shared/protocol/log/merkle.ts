/**
 * The Merkle tree of RFC 6962 (2.1): what a tree of a size is, that something is in it, and that a larger tree is the
 * smaller one with something behind it. Everything that is proven is made of complete subtrees, which never change once
 * they are full: whoever keeps those can prove everything, and reads only what a proof is made of.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, equalBytes } from '../../base/bytes.ts';
import { sha256Into } from '../sha256-into.ts';

/** The hash of a leaf. */
export const leafHash = (leaf: Uint8Array): Uint8Array => sha256(concat(leafMark, leaf));
/** The hash of a node over its two halves. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  halves.set(left, 1);
  halves.set(right, 33);
  return sha256Into(new Uint8Array(32), halves);
}
/** The tree in which nothing is. */
export const emptyRoot: Uint8Array = sha256(new Uint8Array());

// A leaf can never be taken for a node.
const leafMark = new Uint8Array([0]);
/** Room for the mark of a node and its halves, used again for the next: a large tree is made of a million of them. */
const halves = new Uint8Array(65).fill(1, 0, 1);

/** A complete subtree: 2^level leaves, from `index` times as many on. */
export interface Node {
  readonly level: number;
  readonly index: number;
}

/** The hash of a complete subtree. Throws when it is not known. */
export type NodeAt = (node: Node) => Uint8Array;

/** Leaves `from` to `to`, that one not included: a subtree, complete or the right edge of a tree. */
export interface LeafRange {
  readonly from: number;
  readonly to: number;
}

/** The largest power of two below a size of 2 or more: where the tree of that size is halved. */
function halfOf(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

/** The complete subtrees of a range, from left to right. */
export function nodesOf({ from, to }: LeafRange): Node[] {
  const nodes: Node[] = [];
  let at = from;
  while (at < to) {
    let [level, size] = [0, 1];
    while (at % (size * 2) === 0 && at + size * 2 <= to) [level, size] = [level + 1, size * 2];
    nodes.push({ level, index: at / size });
    at += size;
  }
  return nodes;
}

/** The hash over a range. */
export function hashOf(range: LeafRange, nodeAt: NodeAt): Uint8Array {
  const nodes = nodesOf(range).map(nodeAt);
  const last = nodes.pop();
  return last === undefined ? emptyRoot : nodes.reduceRight((right, left) => nodeHash(left, right), last);
}

/** The subtrees whose hashes prove that a leaf is in a tree, from below to above (2.1.1). */
export function inclusionRanges(leaf: number, size: number): LeafRange[] {
  const path: LeafRange[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + halfOf(to - from);
    if (leaf < middle) {
      path.push({ from: middle, to });
      to = middle;
    } else {
      path.push({ from, to: middle });
      from = middle;
    }
  }
  return path.reverse();
}

/**
 * The subtrees whose hashes prove that the tree of `size` begins with the one of `first` (2.1.2), and before them always the
 * one with which both begin: so the hashes alone say both roots, and show what a hub that says another first one has signed.
 */
export function consistencyRanges(first: number, size: number): LeafRange[] {
  if (first === 0) return [];
  const path: LeafRange[] = [];
  let [from, to] = [0, size];
  while (to !== first) {
    const middle = from + halfOf(to - from);
    if (first <= middle) {
      path.push({ from: middle, to });
      to = middle;
    } else {
      path.push({ from, to: middle });
      from = middle;
    }
  }
  return [...path, { from, to }].reverse();
}

/** The root that a leaf and its path lead to; null when the path is of another place or size. */
export function rootOfInclusion(
  leaf: number,
  size: number,
  hash: Uint8Array,
  path: readonly Uint8Array[],
): Uint8Array | null {
  if (leaf >= size) return null;
  const ranges = inclusionRanges(leaf, size);
  if (ranges.length !== path.length) return null;
  return path.reduce((root, beside, i) => {
    const isRight = (ranges[i] as LeafRange).from > leaf;
    return isRight ? nodeHash(root, beside) : nodeHash(beside, root);
  }, hash);
}

/** Whether a leaf with this hash is in the tree with this root. */
export function verifyInclusion(
  leaf: number,
  size: number,
  hash: Uint8Array,
  path: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  const reached = rootOfInclusion(leaf, size, hash, path);
  return reached !== null && equalBytes(reached, root);
}

export interface ConsistencyRoots {
  readonly first: Uint8Array;
  readonly second: Uint8Array;
}

/** The two roots that a path of {@link consistencyRanges} leads to; null when it is of other sizes. */
export function rootsOfConsistency(first: number, size: number, path: readonly Uint8Array[]): ConsistencyRoots | null {
  if (first < 1 || first > size) return null;
  const ranges = consistencyRanges(first, size);
  const [start, ...rest] = path;
  if (start === undefined || ranges.length !== path.length) return null;
  const roots = { first: start, second: start };
  for (const [i, beside] of rest.entries()) {
    const isRight = (ranges[i + 1] as LeafRange).from >= first;
    // What lies behind the first tree is in the second one only.
    if (!isRight) roots.first = nodeHash(beside, roots.first);
    roots.second = isRight ? nodeHash(roots.second, beside) : nodeHash(beside, roots.second);
  }
  return roots;
}

/** A path as RFC 6962 sends it: without its beginning where that is the first root itself. */
export function shortPath(first: number, path: readonly Uint8Array[]): readonly Uint8Array[] {
  return Number.isInteger(Math.log2(first)) ? path.slice(1) : path;
}

/** Whether the tree of `size` with one root begins with the tree of `first` with the other, by a path of RFC 6962. */
export function verifyConsistency(
  first: { readonly size: number; readonly root: Uint8Array },
  second: { readonly size: number; readonly root: Uint8Array },
  path: readonly Uint8Array[],
): boolean {
  if (first.size === second.size) return path.length === 0 && equalBytes(first.root, second.root);
  if (first.size === 0) return path.length === 0 && equalBytes(first.root, emptyRoot);
  const whole = Number.isInteger(Math.log2(first.size)) ? [first.root, ...path] : path;
  const roots = rootsOfConsistency(first.size, second.size, whole);
  return roots !== null && equalBytes(roots.first, first.root) && equalBytes(roots.second, second.root);
}

export interface CompactRange {
  readonly size: number;
  /** Adds a leaf by its hash. Answers the complete subtrees that it filled, the leaf first. */
  append(leaf: Uint8Array): readonly (Node & { readonly hash: Uint8Array })[];
  root(): Uint8Array;
}

/** A tree that grows and remembers only its right edge; `edge` is that of a tree of `size` (the hashes of its {@link nodesOf}). */
export function createCompactRange(size = 0, edge: readonly Uint8Array[] = []): CompactRange {
  const stack = [...edge];
  let count = size;
  return {
    get size() {
      return count;
    },
    append(leaf) {
      const filled = [{ level: 0, index: count, hash: leaf }];
      let [hash, level, index] = [leaf, 0, count];
      while (index % 2 === 1) {
        hash = nodeHash(stack.pop() as Uint8Array, hash);
        [level, index] = [level + 1, (index - 1) / 2];
        filled.push({ level, index, hash });
      }
      stack.push(hash);
      count += 1;
      return filled;
    },
    root() {
      const last = stack.at(-1);
      return last === undefined
        ? emptyRoot
        : stack.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
    },
  };
}
