/**
 * Three-way merge of a text by paragraph, then sentence, then word. Pure and the same on every device. It
 * proposes; a person accepts. Changes of the two sides that touch are never mixed: they are reported, with both readings.
 * It ends in a moment whatever the texts are: each side has so much that it may look for, and what is beyond is one change.
 */
import { diffArrays } from 'diff';
import { isWord, paragraphsOf, sentencesOf, wordsOf } from './text-tokens.ts';

/** A stretch of the proposal, and whose words it holds. `removed` stretches stand for what a side took out. */
export type MergePiece =
  | { readonly from: 'base' | 'ours' | 'theirs' | 'both'; readonly text: string }
  /** Both changed this place, differently. The proposal shows `ours`; nothing was decided. */
  | { readonly from: 'conflict'; readonly text: string; readonly base: string; readonly theirs: string };

export interface TextMerge {
  /** The proposal: the texts of the pieces in order. Where the sides touch it holds ours. */
  readonly text: string;
  /** True when no place was changed by both sides differently. */
  readonly clean: boolean;
  readonly pieces: readonly MergePiece[];
  /** Number of places that only we changed, only they changed, both changed alike, and both changed differently. */
  readonly counts: {
    readonly ours: number;
    readonly theirs: number;
    readonly both: number;
    readonly conflicts: number;
  };
}

/**
 * Merges two texts that were made from one. Swapping the sides swaps the answer; when it is clean the text is the same. With
 * `finest` sentences, a sentence that both changed is a conflict, wherever in it: nobody wrote what would come of it. `effort`
 * is what is looked for at most; with less the answer is coarser, and as true.
 */
export function mergeText(
  base: string,
  ours: string,
  theirs: string,
  finest: 'words' | 'sentences' = 'words',
  effort = effortOfSide,
): TextMerge {
  const used = finest === 'words' ? levels : levels.slice(0, -1);
  const efforts = { ours: { left: effort }, theirs: { left: effort } };
  const pieces = joined(mergeLevel(used, { base, ours, theirs }, efforts));
  const count = (from: MergePiece['from']) => pieces.filter((piece) => piece.from === from).length;
  const counts = { ours: count('ours'), theirs: count('theirs'), both: count('both'), conflicts: count('conflict') };
  return {
    text: pieces.map((piece) => piece.text).join(''),
    clean: counts.conflicts === 0,
    pieces: pieces.filter((piece) => piece.text !== '' || piece.from === 'conflict'),
    counts,
  };
}

/**
 * Steps that the search for the differences of one side may take in all; it takes about the square of the words (or sentences)
 * that went and came. Two editions of one text stay far below. Each side has its own, so that swapping them swaps the answer.
 */
const effortOfSide = 1_500 ** 2;
interface Effort {
  left: number;
}
type Efforts = Readonly<Record<Change['side'], Effort>>;

interface Level {
  readonly cut: (text: string) => string[];
  /** Whether unchanged pieces between two changes keep them apart. */
  readonly separates: (between: readonly string[]) => boolean;
}

const levels: readonly Level[] = [
  { cut: paragraphsOf, separates: (between) => between.length > 0 },
  { cut: sentencesOf, separates: (between) => between.length > 0 },
  // A space or a comma between two changed words is no distance: the sentence was changed in one place by both.
  { cut: wordsOf, separates: (between) => between.some(isWord) },
];

/** A stretch of the base, [start, end) in pieces, and what one side put in its place. */
interface Change {
  readonly side: 'ours' | 'theirs';
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly string[];
}

interface Texts {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

function mergeLevel(
  [level, ...finer]: readonly Level[],
  { base, ours, theirs }: Texts,
  efforts: Efforts,
): MergePiece[] {
  if (ours === theirs) return [{ from: ours === base ? 'base' : 'both', text: ours }];
  if (ours === base) return oneSided('theirs', base, theirs, efforts);
  if (theirs === base) return oneSided('ours', base, ours, efforts);
  if (level === undefined) return [{ from: 'conflict', text: ours, base, theirs }];
  const from = level.cut(base);
  const changes = [
    ...changesOf('ours', from, level.cut(ours), efforts),
    ...changesOf('theirs', from, level.cut(theirs), efforts),
  ].sort((a, b) => a.start - b.start || a.end - b.end);
  const merged: MergePiece[] = [];
  let at = 0;
  for (const group of groupsOf(changes, from, level)) {
    if (group.start > at) merged.push({ from: 'base', text: from.slice(at, group.start).join('') });
    const place = from.slice(group.start, group.end);
    const read = (side: Change['side']) => applied(place, group, side);
    const texts = { base: place.join(''), ours: read('ours'), theirs: read('theirs') };
    for (const piece of mergeLevel(finer, texts, efforts)) merged.push(piece);
    at = group.end;
  }
  if (at < from.length) merged.push({ from: 'base', text: from.slice(at).join('') });
  return merged;
}

/** Only one side changed this stretch: its words, among those that stayed. */
function oneSided(side: Change['side'], base: string, changed: string, efforts: Efforts): MergePiece[] {
  const from = wordsOf(base);
  const pieces: MergePiece[] = [];
  let at = 0;
  for (const change of changesOf(side, from, wordsOf(changed), efforts)) {
    pieces.push({ from: 'base', text: from.slice(at, change.start).join('') });
    pieces.push({ from: side, text: change.pieces.join('') });
    at = change.end;
  }
  return [...pieces, { from: 'base', text: from.slice(at).join('') }];
}

function changesOf(side: Change['side'], from: string[], to: string[], efforts: Efforts): Change[] {
  const effort = efforts[side];
  const found = diffArrays(from, to, { maxEditLength: Math.floor(Math.sqrt(effort.left)) });
  if (found === undefined) {
    // What was not found among paragraphs is hardly found among their words: each failed search leaves less for the next.
    effort.left /= 4;
    return [{ side, ...middleOf(from, to) }];
  }
  const edits = found.reduce((sum, { added, removed, value }) => (added || removed ? sum + value.length : sum), 0);
  effort.left = Math.max(0, effort.left - edits ** 2);
  const changes: Change[] = [];
  let at = 0;
  let open: { start: number; end: number; pieces: string[] } | null = null;
  for (const part of found) {
    if (!part.added && !part.removed) {
      if (open) changes.push({ side, ...open });
      open = null;
      at += part.value.length;
      continue;
    }
    open ??= { start: at, end: at, pieces: [] };
    if (part.added) for (const piece of part.value) open.pieces.push(piece);
    else {
      at += part.value.length;
      open.end = at;
    }
  }
  if (open) changes.push({ side, ...open });
  return changes;
}

/** What stands between the common beginning and the common end of two lists. */
function middleOf(from: readonly string[], to: readonly string[]): Omit<Change, 'side'> {
  const shorter = Math.min(from.length, to.length);
  let head = 0;
  while (head < shorter && from[head] === to[head]) head++;
  let tail = 0;
  while (tail < shorter - head && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  return { start: head, end: from.length - tail, pieces: to.slice(head, to.length - tail) };
}

interface Group {
  readonly start: number;
  readonly end: number;
  readonly changes: readonly Change[];
}

/** Changes that overlap or touch, put together: each group is one place of the text. */
function groupsOf(changes: readonly Change[], from: readonly string[], level: Level): Group[] {
  const groups: { start: number; end: number; changes: Change[] }[] = [];
  for (const change of changes) {
    const last = groups.at(-1);
    if (last && (change.start < last.end || !level.separates(from.slice(last.end, change.start)))) {
      last.end = Math.max(last.end, change.end);
      last.changes.push(change);
    } else groups.push({ start: change.start, end: change.end, changes: [change] });
  }
  return groups;
}

/** What a side reads at the place of a group. */
function applied(place: readonly string[], group: Group, side: Change['side']): string {
  let text = '';
  let at = group.start;
  for (const change of group.changes) {
    if (change.side !== side) continue;
    text += place.slice(at - group.start, change.start - group.start).join('') + change.pieces.join('');
    at = change.end;
  }
  return text + place.slice(at - group.start).join('');
}

/** Neighbouring pieces of one origin become one. */
function joined(pieces: readonly MergePiece[]): MergePiece[] {
  const out: MergePiece[] = [];
  for (const piece of pieces) {
    if (piece.from === 'base' && piece.text === '') continue;
    const last = out.at(-1);
    if (last && last.from === piece.from && last.from !== 'conflict') {
      out[out.length - 1] = { from: last.from, text: last.text + piece.text };
    } else out.push(piece);
  }
  return out;
}
