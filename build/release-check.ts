/**
 * `npm run release-check`: what must be asked of a registry before a release: whether a package that is shipped or builds
 * the product has a known vulnerability, and whether Electron is one that still gets its fixes. Not part of `npm test`,
 * which needs no network. A question that nobody answers fails too: not asked is not passed.
 */
import { readFile } from 'node:fs/promises';
import { inProject } from './project-root.ts';
import { runCommand } from './run-command.ts';

/** Electron fixes its three newest majors; one more behind means that nobody does. */
const majorsFixed = 3;

/** What is wrong with an Electron, or null. */
export function electronFault(ours: string, newest: string): string | null {
  const [our = Number.NaN, their = Number.NaN] = [ours, newest].map((version) => Number.parseInt(version, 10));
  if (Number.isNaN(our) || Number.isNaN(their)) return `cannot compare Electron ${ours} with ${newest}`;
  return their - our < majorsFixed ? null : `Electron ${ours} gets no fixes any more; the newest is ${newest}`;
}

/** What an answer of `npm audit --json` says that must not be shipped; also when it is no answer. */
export function auditFaults(answer: string): string[] {
  const report = parse(answer) as {
    readonly vulnerabilities?: Readonly<Record<string, { readonly severity?: string }>>;
  };
  if (typeof report?.vulnerabilities !== 'object') return ['the advisories could not be asked'];
  return Object.entries(report.vulnerabilities).flatMap(([name, { severity }]) =>
    severity === 'high' || severity === 'critical' ? [`${name} has a vulnerability: ${severity}`] : [],
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.slice(text.indexOf('{')));
  } catch {
    return null;
  }
}

if (import.meta.main) {
  const { devDependencies } = JSON.parse(await readFile(inProject('package.json'), 'utf8')) as {
    devDependencies: { electron: string };
  };
  const newest = await runCommand('npm', ['view', 'electron', 'version']);
  const audit = await runCommand('npm', ['audit', '--json']);
  const electron = electronFault(devDependencies.electron, newest.output.trim());
  const problems = [...(electron === null ? [] : [electron]), ...auditFaults(audit.output)];
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  process.stdout.write(
    `release-check: Electron ${devDependencies.electron}, newest ${newest.output.trim()}; ${problems.length} problems\n`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}
