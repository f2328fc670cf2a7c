/** Differences between two editions of a text, word by word, as a reader expects them. */
import { diffArrays } from 'diff';
import { isWord, wordsOf } from './text-tokens.ts';

export interface TextPart {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/**
 * Words taken out and put in that are looked for; the search costs the square of it. Two editions of one text stay far below
 * it, two texts that have nothing to do with each other are shown as one taken out and another put in.
 */
const mostChanges = 1_000;

/**
 * The parts in reading order, a removal before what replaced it. Without the added parts they give `before`, without the
 * removed ones `after`. A lone space or comma between two changes is part of them: `two old men` to `three young men` is
 * one change, not two with a space between.
 */
export function diffText(before: string, after: string): TextPart[] {
  const parts: TextPart[] = [];
  let removed = '';
  let added = '';
  let waiting = '';
  const close = () => {
    if (removed !== '') parts.push({ kind: 'removed', text: removed });
    if (added !== '') parts.push({ kind: 'added', text: added });
    if (waiting !== '') parts.push({ kind: 'same', text: waiting });
    removed = added = waiting = '';
  };
  for (const part of wordChanges(wordsOf(before), wordsOf(after))) {
    const text = part.value.join('');
    if (!part.added && !part.removed) {
      const isBridge = removed !== '' && added !== '' && !part.value.some(isWord) && !text.includes('\n');
      if (!isBridge) close();
      if (isBridge) waiting = text;
      else parts.push({ kind: 'same', text });
      continue;
    }
    if (waiting !== '') {
      removed += waiting;
      added += waiting;
      waiting = '';
    }
    if (part.removed) removed += text;
    else added += text;
  }
  close();
  return parts;
}

interface WordChange {
  readonly value: readonly string[];
  readonly added?: boolean;
  readonly removed?: boolean;
}

/** Differences between two lists of words. Beyond the bound, what stands between their common beginning and end. */
function wordChanges(before: string[], after: string[]): readonly WordChange[] {
  const found = diffArrays(before, after, { maxEditLength: mostChanges });
  if (found !== undefined) return found;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return [
    { value: before.slice(0, head) },
    { value: before.slice(head, before.length - tail), removed: true },
    { value: after.slice(head, after.length - tail), added: true },
    { value: before.slice(before.length - tail) },
  ].filter(({ value }) => value.length > 0);
}
