/** Differences between two editions of a text, word by word, as a reader expects them. */
import { diffArrays } from 'diff';
import { isWord, wordsOf } from './text-tokens.ts';

export interface TextPart {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

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
  for (const part of diffArrays(wordsOf(before), wordsOf(after))) {
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
