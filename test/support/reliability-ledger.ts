/**
 * docs/reliability.md, where what was run adds up: a table has a row for each name, and its numbers grow with every run.
 * Kept in the document itself, so that there is one place, and a reader sees what the sums are made of.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { inProject } from '../../build/project-root.ts';

const file = inProject('docs', 'reliability.md');

/** The numbers of a row, by the text of its first cell. Throws when the document has no such row. */
export async function readLedger(name: string): Promise<number[]> {
  return cellsOf(rowOf(await readFile(file, 'utf8'), name));
}

/** Adds to the numbers of a row, one for one. */
export async function addToLedger(name: string, numbers: readonly number[]): Promise<void> {
  const text = await readFile(file, 'utf8');
  const row = rowOf(text, name);
  const sums = cellsOf(row).map((before, n) => before + (numbers[n] ?? 0));
  const shown = sums.map((sum) => sum.toLocaleString('en-GB'));
  await writeFile(
    file,
    text.replace(row, () => `| ${name} | ${shown.join(' | ')} |`),
  );
}

function rowOf(text: string, name: string): string {
  const row = text.split('\n').find((line) => line.startsWith(`| ${name} |`));
  if (row === undefined) throw new Error(`docs/reliability.md has no row "${name}"`);
  return row;
}

function cellsOf(row: string): number[] {
  return row
    .split('|')
    .slice(2, -1)
    .map((cell) => Number(cell.replaceAll(',', '')));
}
