import type { Row } from './figure.ts';

/** A row as `--json` writes it; ratio is value over baseline. */
export interface JsonRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number | null;
  readonly ratio: number | null;
}

export function toJsonRow({ name, value, unit, baseline }: Row): JsonRow {
  const ratio = baseline === null || baseline === 0 ? null : round(value / baseline);
  return { name, value: round(value), unit, baseline: baseline === null ? null : round(baseline), ratio };
}

/** Rows as a table for people: the goal and whether it was met stand at the end. */
export function tableOf(rows: readonly Row[]): string {
  const head = ['figure', 'value', 'baseline', 'ratio', 'goal', ''];
  const lines = rows.map((row) => {
    const { baseline, ratio } = toJsonRow(row);
    return [
      row.name,
      withUnit(row.value, row.unit),
      baseline === null ? '' : `${withUnit(baseline, row.unit)} (${row.beside})`,
      ratio === null ? '' : `${ratio}`,
      row.goal === null ? '' : `at ${row.atLeast ? 'least' : 'most'} ${withUnit(row.goal, row.unit)}`,
      row.goal === null ? '' : isMet(row, row.goal) ? 'met' : 'NOT MET',
    ];
  });
  const all = [head, ...lines];
  const widths = head.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  return all
    .map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

function isMet({ value, atLeast = false }: Row, goal: number): boolean {
  return atLeast ? value >= goal : value <= goal;
}

function withUnit(value: number, unit: Row['unit']): string {
  if (unit === 'x') return `${value.toFixed(2)} x`;
  const isSmall = unit !== 'requests' && value < 100;
  const number = isSmall ? value.toFixed(1) : Math.round(value).toLocaleString('en-GB');
  return unit === 'requests' ? number : `${number} ${unit}`;
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
