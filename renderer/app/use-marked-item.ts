import { useEffect, useState } from 'react';
import type { PaletteItem } from './palette-items.ts';

export interface MarkedItem {
  readonly selected: PaletteItem | undefined;
  /** Moves the mark by what a key does to a place in a list of `count`; false when the key does not move. */
  move(key: string): boolean;
  /** Runs what is marked: at once, or, where nothing was marked yet and answers are missing, when they are there. */
  take(): void;
}

/**
 * The mark of the palette.
 *
 * It is on an item, not on a place: what is found late comes in above it, and Enter must not run another item than
 * the marked one. Before all answers for `words` are there (`isSettled`) nothing is marked for good, so Enter waits for
 * the first result of what was typed, instead of running what happened to be found first.
 */
export function useMarkedItem(
  items: readonly PaletteItem[],
  words: string,
  isSettled: boolean,
  run: (item: PaletteItem) => void,
): MarkedItem {
  const [marked, setMarked] = useState<string | null>(null);
  const [isAwaited, setAwaited] = useState(false);
  const place = Math.max(
    0,
    items.findIndex(({ id }) => id === marked),
  );
  const selected = items[place];
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words begin at the first result again
  useEffect(() => {
    setMarked(null);
    setAwaited(false);
  }, [words]);
  useEffect(() => {
    if (isSettled && marked === null && selected) setMarked(selected.id);
  }, [isSettled, marked, selected]);
  useEffect(() => {
    if (!isSettled || !isAwaited) return;
    setAwaited(false);
    if (selected) run(selected);
  }, [isSettled, isAwaited, selected, run]);

  return {
    selected,
    move: (key) => {
      const next = placeAfter(key, place, items.length);
      if (next !== null) setMarked(items[next]?.id ?? null);
      return next !== null;
    },
    take: () => {
      if (!isSettled && marked === null) setAwaited(true);
      else if (selected) run(selected);
    },
  };
}

/** Where a key leads in a list of `count`, or null when the key does not move. */
function placeAfter(key: string, place: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (place + 1) % count;
    case 'ArrowUp':
      return (place - 1 + count) % count;
    case 'PageDown':
      return Math.min(place + 8, count - 1);
    case 'PageUp':
      return Math.max(place - 8, 0);
    default:
      return null;
  }
}
