import { useState } from 'react';

/** A list of up to so many items is drawn whole: more would keep the window from answering while it is drawn. */
const whole = 300;
/** Items on each side of the one that is asked for, and how many come when somebody reads on. */
const around = 60;
const growth = 120;

export interface Span {
  readonly from: number;
  /** The first that is left out. */
  readonly to: number;
}

export interface Part extends Span {
  /** Draws more before (-1) or after (1) what is drawn. */
  grow(direction: -1 | 1): void;
}

/** The part of so many items that is drawn first: all of a short list, of a long one what stands around `at`. */
export function firstSpan(count: number, at: number): Span {
  if (count <= whole) return { from: 0, to: count };
  const from = Math.min(Math.max(0, at - around), count - 2 * around);
  return { from, to: from + 2 * around };
}

/** The part of a long list that is drawn. It follows the item that is asked for, and grows where somebody reads on. */
export function usePart(count: number, at: number): Part {
  const [span, setSpan] = useState(() => firstSpan(count, at));
  let now: Span = { from: Math.min(span.from, count), to: Math.min(span.to, count) };
  const isShort = count <= whole;
  if (isShort || now.from === now.to || at < now.from || at >= now.to) now = firstSpan(count, at);
  if (span.from !== now.from || span.to !== now.to) setSpan(now);
  return {
    ...now,
    grow: (direction) =>
      setSpan(({ from, to }) =>
        direction === -1 ? { from: Math.max(0, from - growth), to } : { from, to: Math.min(count, to + growth) },
      ),
  };
}
