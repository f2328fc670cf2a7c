/**
 * `npm run release-check`: what must be asked of a registry before a release: whether a package that is shipped or builds
 * the product has a known vulnerability, whether Electron is one that still gets its fixes, and whether anything that is shipped
 * stayed behind for longer than docs/security/rules.md allows. Not part of `npm test`, which needs no network. A question that
 * nobody answers fails too: not asked is not passed.
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

const dayMs = 86_400_000;
/** How long a newer release of what is shipped may be out, in days (docs/security/rules.md). */
const framesInDays = { electron: 30, others: 90 } as const;

/**
 * What is wrong with the age of a package that is shipped, or null: a newer release of the same major is out for longer than its frame. `times` is what the registry
 * says of each release; `now` milliseconds since 1970.
 */
export function ageFault(
  name: string,
  ours: string,
  times: Readonly<Record<string, string>>,
  now: number,
): string | null {
  const own = numbersOf(ours);
  if (times[ours] === undefined) return `${name} ${ours}: the registry does not know when it came out`;
  const newer = Object.entries(times).filter(([version]) => {
    const [major = -1, minor = 0, patch = 0] = /^\d+\.\d+\.\d+$/.test(version) ? numbersOf(version) : [];
    return major === own[0] && (minor - (own[1] ?? 0) || patch - (own[2] ?? 0)) > 0;
  });
  const [first] = newer.map(([version, at]) => ({ version, at: Date.parse(at) })).sort((a, b) => a.at - b.at);
  const days = first === undefined ? 0 : Math.floor((now - first.at) / dayMs);
  const frame = name === 'electron' ? framesInDays.electron : framesInDays.others;
  return days > frame ? `${name} ${ours}: ${first?.version} is out for ${days} days, ${frame} are allowed` : null;
}

function numbersOf(version: string): number[] {
  return version.split('-')[0]?.split('.').map(Number) ?? [];
}

/** Of everything that is shipped. One question to the registry for each, a few at a time. */
async function ageFaults(shipped: Readonly<Record<string, string>>, now: number): Promise<string[]> {
  const left = Object.entries(shipped);
  const faults: string[] = [];
  const ask = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const { output } = await runCommand('npm', ['view', next[0], 'time', '--json']);
      const fault = ageFault(...next, (parse(output) ?? {}) as Record<string, string>, now);
      if (fault !== null) faults.push(fault);
    }
  };
  await Promise.all(Array.from({ length: 4 }, ask));
  return faults.sort();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.slice(text.indexOf('{')));
  } catch {
    return null;
  }
}

if (import.meta.main) {
  const { dependencies, devDependencies } = JSON.parse(await readFile(inProject('package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
    devDependencies: { electron: string };
  };
  const shipped = { ...dependencies, electron: devDependencies.electron };
  const newest = await runCommand('npm', ['view', 'electron', 'version']);
  const audit = await runCommand('npm', ['audit', '--json']);
  const electron = electronFault(devDependencies.electron, newest.output.trim());
  const ages = await ageFaults(shipped, Date.now());
  const problems = [...(electron === null ? [] : [electron]), ...auditFaults(audit.output), ...ages];
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  process.stdout.write(
    `release-check: Electron ${devDependencies.electron}, newest ${newest.output.trim()}; ${Object.keys(shipped).length} shipped packages; ${problems.length} problems\n`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}
