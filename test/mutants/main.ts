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

const folder = 'shared/domain/policy';
const files = ['decide.ts', 'overseers.ts', 'question-of.ts', 'roles.ts'].map((name) => `${folder}/${name}`);
const tests = ['decide.test.ts', 'overseers.test.ts'].map((name) => `${folder}/${name}`);
const matrix = 'test/policy/matrix.test.ts';
/** Situations of the matrix for one mutant. */
const cases = '10000';
/** A mutant that makes a test run for ever is noticed too. */
const timeoutMs = 120_000;

const { values } = parseArgs({ options: { file: { type: 'string', default: '' } } });
const accounted = await readFile(inProject('docs', 'security', 'mutants.md'), 'utf8').catch(() => '');

if (!(await survives(null))) throw new Error('The tests fail without any mutant.');
const planted: PlantedMutant[] = [];
for (const file of files.filter((name) => name.includes(values.file))) {
  const path = inProject(file);
  planted.push(...mutantsOf(await readFile(path, 'utf8')).map((mutant) => ({ ...mutant, path })));
}
const waiting = [...planted];
let [survived, unaccounted] = [0, 0];
await Promise.all(Array.from({ length: availableParallelism() }, work));
console.log(JSON.stringify({ mutants: planted.length, killed: planted.length - survived, survived, unaccounted }));
process.exitCode = unaccounted === 0 && planted.length > 0 ? 0 : 1;

async function work(): Promise<void> {
  for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
    if (!(await survives(mutant))) continue;
    const { path, line, what } = mutant;
    const isAccounted = accounted.includes(`\`${basename(path)}\`: \`${what}\``);
    survived += 1;
    unaccounted += isAccounted ? 0 : 1;
    console.log(`${isAccounted ? 'accounted for' : 'SURVIVED'}  ${basename(path)}:${line}  ${what}`);
  }
}

async function survives(mutant: PlantedMutant | null): Promise<boolean> {
  const program = inProject('test', 'mutants', 'run-tests.ts');
  const list = [...tests, matrix].map((name) => inProject(name));
  const args = [program, JSON.stringify(list), JSON.stringify(mutant)];
  const env = { ...process.env, WAYPOST_POLICY_CASES: cases };
  const { code, output } = await runCommand('node', args, { env, timeoutMs });
  if (mutant === null && code !== 0) console.log(output);
  return code === 0;
}
