/**
 * `npm run sim -- --seeds N --from S`: runs N seeds on every core and prints `{seeds, lost, diverged, leaked, resurrected}` as
 * JSON on its last line. Exits with 1 when any of them is not 0; each failing seed is named with its last steps.
 * `--ledger` goes on where docs/reliability.md ends and adds to it every thousand seeds; `--jobs` leaves cores to others.
 * `--twice` runs them all again, behind other seeds and in other processes: what happened must be the same, step by step.
 */
import { parseArgs } from 'node:util';
import { addToLedger, readLedger } from '../support/reliability-ledger.ts';
import { runSeeds } from './many-seeds.ts';
import { emptyTally, sumOf } from './seed-worker.ts';

const ledgerRow = 'Simulated networks';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    steps: { type: 'string', default: '60' },
    jobs: { type: 'string' },
    ledger: { type: 'boolean', default: false },
    twice: { type: 'boolean', default: false },
  },
});
const [count, steps] = [Number(values.seeds), Number(values.steps)];
const jobs = values.jobs === undefined ? undefined : Number(values.jobs);
const from = values.ledger ? 1 + ((await readLedger(ledgerRow))[0] ?? 0) : Number(values.from);
if (![count, from, steps, jobs ?? 1].every(Number.isSafeInteger) || count < 1 || (jobs ?? 1) < 1) {
  console.error('usage: npm run sim -- --seeds N [--from S | --ledger] [--steps K] [--jobs J] [--twice]');
  process.exit(2);
}

const perNote = 1_000;
let total = emptyTally;
let noted = emptyTally;
const traces: string[] = [];
const bad = () => total.lost + total.diverged + total.leaked + total.resurrected;

/** Adds what came since the last note. */
async function note(): Promise<void> {
  const members = ['seeds', 'saved', 'lost', 'diverged', 'leaked', 'resurrected'] as const;
  await addToLedger(
    ledgerRow,
    members.map((name) => total[name] - noted[name]),
  );
  noted = total;
}

/** Seeds whose second run was another one. */
async function differing(): Promise<number[]> {
  const again: string[] = [];
  for await (const outcome of runSeeds({ from, count, steps, jobs, isAgain: true })) again.push(...outcome.traces);
  return traces.flatMap((trace, n) => (again[n] === trace ? [] : [from + n]));
}

for await (const { tally, failures, ...outcome } of runSeeds({ from, count, steps, jobs })) {
  total = sumOf(total, tally);
  traces.push(...outcome.traces);
  for (const { seed, reasons, tail } of failures) {
    console.log(`seed ${seed}: ${reasons.join('; ')}`);
    if (bad() < 5) console.log(tail.join('\n'));
  }
  // Outcomes come in the order of their seeds, so that a ledger never has gaps.
  if (values.ledger && total.seeds - noted.seeds >= perNote) await note();
}
if (values.ledger) await note();
const differ = values.twice ? await differing() : [];
if (values.twice)
  console.log(`${total.seeds} seeds run twice, ${differ.length} differ: ${differ.join(', ') || 'none'}`);
const { seeds, lost, diverged, leaked, resurrected, saved, exchanges, packs, letGo, deaths, meetings } = total;
console.log(
  `${saved} operations saved, ${exchanges} exchanges, ${meetings} meetings, ${packs} packs, ${letGo} values let go, ${deaths} deaths`,
);
console.log(JSON.stringify({ seeds, lost, diverged, leaked, resurrected }));
process.exitCode = bad() + differ.length > 0 ? 1 : 0;
