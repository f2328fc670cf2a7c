/**
 * `npm run torture`: kills, power cuts and damaged files on the real app, the real hub and real PostgreSQL. `--only NAME`
 * runs the cases whose name holds it, `--times N` each so often, `--note` adds what came of it to docs/reliability.md. Exits
 * with 1 when anything was lost or did not open.
 */
import { parseArgs } from 'node:util';
import { addToLedger } from '../support/reliability-ledger.ts';
import { tortureCases } from './cases.ts';
import { canMount } from './loop-disk.ts';
import { runCase } from './run-case.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    times: { type: 'string' },
    note: { type: 'boolean', default: false },
  },
});
const times = values.times === undefined ? null : Number(values.times);
const chosen = tortureCases.filter(({ name }) => name.toLowerCase().includes(values.only.toLowerCase()));
if ((times !== null && !(Number.isSafeInteger(times) && times > 0)) || chosen.length === 0) {
  console.error(`usage: npm run torture -- [--only NAME] [--times N] [--note]
NAME is a part of: ${tortureCases.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const mounts = await canMount();
let bad = 0;
for (const one of chosen) {
  if (one.needsMount && !mounts) {
    console.log(`${one.name}: not run, this needs root on Linux, to mount a file system`);
    continue;
  }
  const came = await runCase(one, times ?? one.times, (line) => process.stderr.write(`${line}\n`));
  const { acknowledged, lost, unopened, untold = 0 } = came;
  bad += lost + unopened + untold;
  console.log(`${one.name}: ${came.times} times, ${acknowledged} acknowledged, ${lost} lost, ${unopened} did not open`);
  if (untold > 0) console.log(`${one.name}: ${untold} times nobody was told`);
  if (values.note) await addToLedger(one.name, [came.times, acknowledged, lost, unopened]);
}
process.exitCode = bad > 0 ? 1 : 0;
