/**
 * docs/reliability.md, where what was run adds up: a table has a row for each name, and its numbers grow with every run.
 * Kept in the document itself, so that there is one place, and a reader sees what the sums are made of: a last table says which
 * seeds or runs of a row ran on which commit.
 */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { inProject, projectRoot } from '../../build/project-root.ts';

const file = inProject('docs', 'reliability.md');
const stretchHead = '| Of | Seeds or times | Ran on |';

/** The numbers of a row, by the text of its first cell. Throws when the document has no such row. */
export async function readLedger(name: string): Promise<number[]> {
  return numbersOf(rowOf(await readFile(file, 'utf8'), name));
}

/** Adds to the numbers of a row, one for one, and says of which commit the new ones are. */
export async function addToLedger(name: string, numbers: readonly number[]): Promise<void> {
  await writeFile(file, withRun(await readFile(file, 'utf8'), { name, numbers, commit: commitNow() }));
}

interface Run {
  readonly name: string;
  /** In the order of the row; the first says how many seeds or times. */
  readonly numbers: readonly number[];
  /** What ran. */
  readonly commit: string;
}

/** The document with one more run. Throws when it has no row of that name, or no table of what ran where. */
export function withRun(text: string, { name, numbers, commit }: Run): string {
  const row = rowOf(text, name);
  const before = numbersOf(row);
  const sums = before.map((sum, n) => sum + (numbers[n] ?? 0));
  const summed = text.replace(row, () => `| ${name} | ${sums.map(shown).join(' | ')} |`);
  return withStretch(summed, { name, commit, from: (before[0] ?? 0) + 1, to: sums[0] ?? 0 });
}

/** A stretch goes on where the last one of its name ended on the same commit, else it is a line of its own, behind all others. */
function withStretch(
  text: string,
  {
    name,
    commit,
    from,
    to,
  }: { readonly name: string; readonly commit: string; readonly from: number; readonly to: number },
): string {
  if (to < from) return text;
  const lines = text.split('\n');
  const head = lines.indexOf(stretchHead);
  if (head < 0) throw new Error(`docs/reliability.md has no table "${stretchHead}"`);
  const behind = lines.findIndex((line, at) => at > head && !line.startsWith('|'));
  const end = behind < 0 ? lines.length : behind;
  const last = lines.findLastIndex((line, at) => at > head && at < end && line.startsWith(`| ${name} |`));
  const [, first, until, on] = /^\| .* \| ([\d,]+) to ([\d,]+) \| (.*) \|$/.exec(lines[last] ?? '') ?? [];
  const goesOn = on === commit && numberIn(until ?? '') === from - 1;
  const line = `| ${name} | ${goesOn ? first : shown(from)} to ${shown(to)} | ${commit} |`;
  return goesOn ? lines.with(last, line).join('\n') : lines.toSpliced(end, 0, line).join('\n');
}

/** The commit that is checked out here; "and more" where anything but the ledger differs from it. */
function commitNow(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--', '.', ':!docs/reliability.md');
  return `${git('rev-parse', '--short=8', 'HEAD')}${changed === '' ? '' : ' and more'}`;
}

/** The first line of a name: the tables of sums stand before that of stretches. */
function rowOf(text: string, name: string): string {
  const row = text.split('\n').find((line) => line.startsWith(`| ${name} |`));
  if (row === undefined) throw new Error(`docs/reliability.md has no row "${name}"`);
  return row;
}

function numbersOf(row: string): number[] {
  return row.split('|').slice(2, -1).map(numberIn);
}

function numberIn(cell: string): number {
  return Number(cell.replaceAll(',', ''));
}

function shown(sum: number): string {
  return sum.toLocaleString('en-GB');
}
