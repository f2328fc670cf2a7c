import type { KeyboardEvent } from 'react';
import { type GridRow, rowFrom } from './grid-model.ts';
import type { GridPlace } from './use-grid-place.ts';

/** Names a control for the keys of the grid. */
type GridAct = 'accept' | 'judge' | 'memory-1' | 'memory-2' | 'memory-3';

/**
 * The keys of the grid: Ctrl Enter accepts, Ctrl Shift Enter calls reviewed or final, Ctrl 1 to 3 take from memory,
 * Alt up and down move, F8 goes to the next outdated unit. Each presses a control that is there for the pointer too.
 */
export function gridKeys(shown: readonly GridRow[], rows: readonly GridRow[], place: GridPlace) {
  return (event: KeyboardEvent<HTMLElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const act = actOf(event);
    if (act !== null) {
      event.preventDefault();
      event.currentTarget.querySelector<HTMLElement>(`[data-act="${act}"]`)?.click();
      return;
    }
    const row = rowOf(event, shown, rows, place.current);
    if (row === null) return;
    event.preventDefault();
    place.open(row.key);
  };
}

function actOf(event: KeyboardEvent): GridAct | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  if (event.key === 'Enter') return event.shiftKey ? 'judge' : 'accept';
  const digit = /^Digit([123])$/.exec(event.code)?.[1];
  return digit === undefined || event.shiftKey ? null : (`memory-${digit}` as GridAct);
}

function rowOf(
  event: KeyboardEvent,
  shown: readonly GridRow[],
  rows: readonly GridRow[],
  current: string | null,
): GridRow | null {
  if (event.altKey && event.key === 'ArrowDown') return rowFrom(shown, current, 1);
  if (event.altKey && event.key === 'ArrowUp') return rowFrom(shown, current, -1);
  if (event.key !== 'F8') return null;
  return rowFrom(rows, current, event.shiftKey ? -1 : 1, ({ translation }) => translation.state === 'outdated');
}
