/** What the conduct board shows of an event list at a moment. Pure. */
import { type DueClass, dueAt, dueClass } from '../../../../shared/domain/conduct/conduct-clock.ts';
import type { Conduct, InjectStanding } from '../../../../shared/domain/conduct/conduct-standing.ts';
import type { Inject } from '../../../../shared/domain/conduct/inject.ts';

export interface BoardRow {
  readonly inject: Inject;
  readonly standing: InjectStanding;
  /** When it is due; null when it waits to be called for or is done with. */
  readonly due: number | null;
  /** When it is due, or was by the list; null before the start, which says the moment, and without a wall time. */
  readonly wall: number | null;
  /** When it was fired or is due: its place on the line of the day. */
  readonly at: number | null;
}

/** The rows of the board, in the order of the list. */
export function boardRows(injects: readonly Inject[], conduct: Conduct): BoardRow[] {
  const base = conduct.started?.base;
  return injects.map((inject) => {
    const standing = conduct.standingOf(inject.id);
    const due = conduct.phase === 'live' && base !== undefined ? dueAt(inject, standing, base) : null;
    const planned = inject.wallMinute === undefined || base === undefined ? null : base + inject.wallMinute * 60_000;
    return { inject, standing, due, wall: due ?? planned, at: standing.shown?.at ?? due ?? planned };
  });
}

/** What is to be done next: of what is due the earliest; null when nothing waits. */
export function nextRow(rows: readonly BoardRow[]): BoardRow | null {
  let next: BoardRow | null = null;
  for (const row of rows) {
    if (row.due === null || row.inject.kind === 'expected-action') continue;
    if (next === null || row.due < (next.due as number)) next = row;
  }
  return next;
}

export const boardFilters = ['all', 'soon', 'fired', 'deferred', 'on-call'] as const;
export type BoardFilter = (typeof boardFilters)[number];

/** Whether a row stands under a chip. */
export function isUnder(filter: BoardFilter, { due, standing, inject }: BoardRow, now: number): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'soon':
      return due !== null && dueClass(due, now) !== 'later';
    case 'on-call':
      return inject.wallMinute === undefined && standing.state === 'planned';
    default:
      return standing.state === filter;
  }
}

export type RowState = DueClass | 'fired' | 'dropped' | 'deferred' | 'on-call' | 'planned';

/** The one word for a row. */
export function rowState({ due, standing }: BoardRow, now: number): RowState {
  if (standing.state === 'fired' || standing.state === 'dropped') return standing.state;
  if (due === null) return standing.state === 'deferred' ? 'deferred' : 'on-call';
  const when = dueClass(due, now);
  if (when === 'later') return standing.state === 'deferred' ? 'deferred' : 'planned';
  return when === 'soon' && standing.state === 'deferred' ? 'deferred' : when;
}
