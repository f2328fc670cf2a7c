/**
 * `node test/sim/find-bugs.ts`: after a change that makes other worlds of the same seeds, notes anew in which seed each planted bug
 * shows itself first, so that the gate looks for it there. Exits with 1 when one is not found at all.
 */
import { writeFile } from 'node:fs/promises';
import { inProcesses } from '../support/many-processes.ts';
import { plantedBugs } from './bugs/all.ts';
import foundAt from './bugs/found-at.json' with { type: 'json' };
import type { BugFound, BugSearch } from './find-bugs-worker.ts';

const before: Readonly<Record<string, number>> = foundAt;
const after: Record<string, number> = {};
const worker = new URL('./find-bugs-worker.ts', import.meta.url);
const ranges = plantedBugs.map(({ name }): BugSearch => ({ name, last: before[name] ?? 1 }));
for await (const { name, seed } of inProcesses<BugSearch, BugFound>({ worker, flags: [], ranges })) {
  if (seed !== before[name]) console.log(`${name}: ${before[name] ?? 'nowhere yet'}, now ${seed ?? 'NOT FOUND'}`);
  if (seed === null) process.exitCode = 1;
  else after[name] = seed;
}
await writeFile(new URL('./bugs/found-at.json', import.meta.url), `${JSON.stringify(after, null, 2)}\n`);
