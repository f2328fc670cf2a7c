/**
 * `npm run mutants [-- --file NAME]`: puts one small fault after the other into the rules of who may do what, and runs the
 * tests of the rules and the matrix of situations against each, in a process of its own. A mutant that no test notices is
 * printed; exits with 1 when one survives that docs/security/mutants.md does not account for. The last line is JSON.
 */
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { inProject } from '../../build/project-root.ts';
import { runCommand } from '../../build/run-command.ts';
import { mutantsOf } from './mutate.ts';
import type { PlantedMutant } from './run-tests.ts';

/** Rules, and the tests that know them, the quick ones first. */
interface Guarded {
  readonly files: readonly string[];
  readonly tests: readonly string[];
}
const guarded: readonly Guarded[] = [
  {
    files: ['decide.ts', 'policy-table.ts', 'readings.ts', 'overseers.ts', 'question-of.ts', 'roles.ts'].map(
      (name) => `shared/domain/policy/${name}`,
    ),
    tests: [
      'shared/domain/policy/decide.test.ts',
      'shared/domain/policy/overseers.test.ts',
      'shared/domain/access/access-standing.test.ts',
      'test/policy/flow.test.ts',
      'test/policy/matrix.test.ts',
    ],
  },
  {
    files: ['shared/domain/policy/in-force.ts', 'shared/domain/access/access-standing.ts'],
    tests: ['shared/domain/access/access-standing.test.ts', 'test/policy/access.test.ts'],
  },
  {
    files: ['flow.ts', 'standing.ts', 'kinds-of.ts'].map((name) => `shared/domain/agreement/${name}`),
    tests: ['shared/domain/agreement/standing.test.ts', 'test/policy/flow.test.ts'],
  },
  {
    files: [
      'shared/domain/training/consent-standing.ts',
      'shared/domain/training/people-about.ts',
      'shared/domain/training/people-who-took-part.ts',
      'shared/domain/conduct/people-by-name.ts',
    ],
    tests: ['shared/domain/training/consent-standing.test.ts', 'shared/domain/conduct/people-by-name.test.ts'],
  },
  { files: ['shared/domain/approvals.ts'], tests: ['shared/domain/approvals.test.ts'] },
];
/** Situations of the matrix for one mutant. */
const cases = '10000';
/** A mutant that makes a test run for ever is noticed too. */
const timeoutMs = 120_000;

const { values } = parseArgs({ options: { file: { type: 'string', default: '' } } });
const accounted = await readFile(inProject('docs', 'security', 'mutants.md'), 'utf8').catch(() => '');

type Tried = PlantedMutant & { readonly tests: readonly string[] };
const planted: Tried[] = [];
for (const { files, tests } of guarded) {
  const chosen = files.filter((name) => name.includes(values.file));
  if (chosen.length > 0 && !(await survives(null, tests))) throw new Error('The tests fail without any mutant.');
  for (const path of chosen.map((name) => inProject(name))) {
    planted.push(...mutantsOf(await readFile(path, 'utf8')).map((mutant) => ({ ...mutant, path, tests })));
  }
}
const waiting = [...planted];
let [survived, unaccounted] = [0, 0];
await Promise.all(Array.from({ length: availableParallelism() }, work));
console.log(JSON.stringify({ mutants: planted.length, killed: planted.length - survived, survived, unaccounted }));
process.exitCode = unaccounted === 0 && planted.length > 0 ? 0 : 1;

async function work(): Promise<void> {
  for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
    if (!(await survives(mutant, mutant.tests))) continue;
    const { path, line, what } = mutant;
    const isAccounted = accounted.includes(`\`${basename(path)}\`: \`${what}\``);
    survived += 1;
    unaccounted += isAccounted ? 0 : 1;
    console.log(`${isAccounted ? 'accounted for' : 'SURVIVED'}  ${basename(path)}:${line}  ${what}`);
  }
}

async function survives(mutant: PlantedMutant | null, tests: readonly string[]): Promise<boolean> {
  const program = inProject('test', 'mutants', 'run-tests.ts');
  const list = tests.map((name) => inProject(name));
  const args = [program, JSON.stringify(list), JSON.stringify(mutant)];
  const env = { ...process.env, WAYPOST_POLICY_CASES: cases };
  const { code, output } = await runCommand('node', args, { env, timeoutMs });
  if (mutant === null && code !== 0) console.log(output);
  return code === 0;
}
