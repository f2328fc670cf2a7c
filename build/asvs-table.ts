/** The table of docs/security/asvs.md: a row for each requirement, and counts that are made of the rows. */
import { asvsRequirements } from './asvs-requirements.ts';
import { linksIn } from './markdown-links.ts';

const verdicts = ['met', 'not applicable', 'gap'] as const;

interface AsvsRow {
  readonly id: string;
  readonly level: string;
  readonly about: string;
  readonly verdict: string;
  readonly evidence: string;
}

function rowsOf(markdown: string): AsvsRow[] {
  return markdown.split('\n').flatMap((line) => {
    const [id = '', level = '', about = '', verdict = '', ...rest] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    return /^\d+\.\d+\.\d+$/.test(id) ? [{ id, level, about, verdict, evidence: rest.join('|') }] : [];
  });
}

/** What is wrong with the table. */
export function checkAsvs(markdown: string): string[] {
  const rows = rowsOf(markdown);
  const ids = rows.map(({ id }) => id);
  const wanted = asvsRequirements.map(({ id }) => id);
  const missing = wanted.filter((id) => !ids.includes(id));
  const strange = ids.filter((id, at) => !wanted.includes(id) || ids.indexOf(id) !== at);
  const outOfOrder = missing.length === 0 && strange.length === 0 && ids.join() !== wanted.join();
  return [
    ...(missing.length > 0 ? [`rows are missing: ${missing.join(', ')}`] : []),
    ...strange.map((id) => `${id} is no requirement of level 1 or 2, or has two rows`),
    ...(outOfOrder ? ['the rows are out of order'] : []),
    ...rows.flatMap((row) => problemsOf(row).map((problem) => `${row.id} ${problem}`)),
  ];
}

function problemsOf({ id, level, about, verdict, evidence }: AsvsRow): string[] {
  const wanted = asvsRequirements.find((requirement) => requirement.id === id);
  const problems: string[] = [];
  if (wanted !== undefined && String(wanted.level) !== level) problems.push(`is of level ${wanted.level}`);
  if (about === '') problems.push('does not say what it is about');
  if (!verdicts.some((known) => known === verdict)) problems.push(`is neither ${verdicts.join(' nor ')}`);
  if (verdict === 'met' && linksIn(evidence).length === 0) problems.push('is met, and nothing shows it');
  // Why it does not apply, or what is missing.
  if (verdict !== 'met' && evidence.length < 15) problems.push('has no reason');
  return problems;
}

/** The page with counts that are made of its rows, between two marks. */
export function withCounts(markdown: string): string {
  const rows = rowsOf(markdown);
  const count = (verdict: string, level?: string) =>
    rows.filter((row) => row.verdict === verdict && (level === undefined || row.level === level)).length;
  const lines = verdicts.map(
    (verdict) => `| ${verdict} | ${count(verdict, '1')} | ${count(verdict, '2')} | ${count(verdict)} |`,
  );
  const of = (level: string) => rows.filter((row) => row.level === level).length;
  const table = [
    '| | level 1 | level 2 | together |',
    '|---|---|---|---|',
    ...lines,
    `| | ${of('1')} | ${of('2')} | ${rows.length} |`,
  ];
  return markdown.replace(
    /<!-- counts -->[\s\S]*?<!-- \/counts -->/,
    `<!-- counts -->\n${table.join('\n')}\n<!-- /counts -->`,
  );
}
