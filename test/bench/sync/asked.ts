/** Which figures a part of a row's name asks for, and which rows that were asked for are not there. */
import type { Row } from '../figure.ts';
import type { SyncFigure } from './sync-figure.ts';

/** `PEER: name` asks for the figures that have the name, and so does the name of a row that peers alone have. */
export function figuresAsked(figures: readonly SyncFigure[], only: string): SyncFigure[] {
  const name = only.slice(only.indexOf(': ') + 1).trim();
  return figures.filter((figure) => [...figure.names, ...(figure.ofPeers ?? [])].some((row) => row.includes(name)));
}

/** Rows of these figures that hold what was asked for and were not measured; what nobody has a row of at all is one, too. */
export function rowsMissing(figures: readonly SyncFigure[], only: string, rows: readonly Row[]): string[] {
  const asked = figures.flatMap(({ names }) => names).filter((name) => name.includes(only));
  // Some figures have a row for each size: `name 1000`.
  const isThere = (name: string) => rows.some((row) => row.name === name || row.name.startsWith(`${name} `));
  if (asked.length > 0) return asked.filter((name) => !isThere(name));
  return rows.some(({ name }) => name.includes(only)) ? [] : [only];
}
