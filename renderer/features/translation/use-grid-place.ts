import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import { firstRow, type GridFilter, type GridRow, rowFrom, shownRows } from './grid-model.ts';

export interface GridPlace {
  readonly filter: GridFilter;
  readonly current: string | null;
  /** The row was opened by somebody at work here: its field takes the focus. */
  readonly takesFocus: boolean;
  show(filter: GridFilter): void;
  open(key: string): void;
  /** Goes on after a row is done. */
  next(): void;
}

const filters: readonly GridFilter[] = ['outdated', 'initial', 'translated'];

/** Which rows are shown and which is open; both stand in the address, so that a link leads to a unit. */
export function useGridPlace(rows: readonly GridRow[]): GridPlace {
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const navigate = useNavigate();
  const [takesFocus, setTakesFocus] = useState(false);
  const filter = filters.find((each) => each === search['show']) ?? null;
  // Chosen once: a row that is done must not jump to another while it is looked at.
  const [first] = useState(() => firstRow(rows)?.key ?? null);
  const wanted = typeof search['unit'] === 'string' ? search['unit'] : first;
  const current = rows.some(({ key }) => key === wanted) ? wanted : first;
  const latest = useRef({ rows, filter, current });
  latest.current = { rows, filter, current };

  const go = useCallback(
    (change: Readonly<Record<string, string | undefined>>) => {
      const merged = Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined);
      void navigate({ to: '.', search: Object.fromEntries(merged) as never, replace: true, resetScroll: false });
    },
    [search, navigate],
  );
  const open = useCallback(
    (key: string) => {
      setTakesFocus(true);
      go({ unit: key });
    },
    [go],
  );
  const next = useCallback(() => {
    const { rows: all, filter: only, current: here } = latest.current;
    const row = rowFrom(shownRows(all, only, here), here, 1);
    if (row !== null) open(row.key);
  }, [open]);
  return { filter, current, takesFocus, show: (chosen) => go({ show: chosen ?? undefined }), open, next };
}
