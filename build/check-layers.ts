import { relative } from 'node:path';
import type { CheckStep } from './check-step.ts';
import { runCommand } from './run-command.ts';
import { filesBelow } from './source-hash.ts';

interface CruiseReport {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
      readonly to: string;
    }[];
  };
}

/** Every folder with source of ours; a folder that is missing is a mistake in this list. */
export const sourceFolders = [
  'shared',
  'disk',
  'lan',
  'electron',
  'renderer',
  'hub',
  'headless',
  'build',
  'test',
] as const;

/** The layer rules of .dependency-cruiser.cjs, and a guard against a cruiser that reads nothing and calls it success. */
export const layersStep: CheckStep = {
  name: 'layers (dependency-cruiser)',
  async run(root) {
    const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...sourceFolders];
    const { output } = await runCommand('depcruise', args, { cwd: root });
    const start = output.indexOf('{');
    if (start < 0) return [`dependency-cruiser did not run: ${output.trim()}`];
    return judgeCruise(JSON.parse(output.slice(start)) as CruiseReport, await listSources(root));
  },
};

/** Problems in a cruise; `sources` are the files that it must have read. */
export function judgeCruise(report: CruiseReport, sources: readonly string[]): string[] {
  const cruised = new Set(report.modules.map((module) => module.source));
  const unread = sources.filter((source) => !cruised.has(source));
  const problems = report.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
  if (sources.length === 0) problems.push('there are no source files to check: is this the project folder?');
  if (unread.length > 0) {
    problems.push(
      `dependency-cruiser read ${cruised.size} modules and left out ${unread.length} of ${sources.length} source files ` +
        `(${unread.slice(0, 3).join(', ')} ...): it proves nothing. It needs typescript@6.`,
    );
  }
  return problems;
}

/** Source files of ours, relative to `root`. */
export async function listSources(root: string): Promise<string[]> {
  const lists = await Promise.all(
    sourceFolders.map((folder) => filesBelow(`${root}/${folder}`, (path) => /(?<!\.d)\.tsx?$/.test(path))),
  );
  return lists.flat().map((path) => relative(root, path).replaceAll('\\', '/'));
}
