/**
 * `npm run sim -- --seeds N --from S`: runs N seeds and prints `{seeds, lost, diverged, leaked, resurrected}` as JSON on its last line. Exits
 * with 1 when any of them is not 0; each failing seed is named with its last steps. `--ledger` goes on where
 * docs/reliability.md ends and adds to it every thousand seeds.
 */
import { parseArgs } from 'node:util';
import { addToLedger, readLedger } from '../support/reliability-ledger.ts';
import { runWorld } from './world.ts';

const ledgerRow = 'Simulated networks';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    steps: { type: 'string' },
    ledger: { type: 'boolean', default: false },
  },
});
const [seeds, steps] = [Number(values.seeds), Number(values.steps ?? 60)];
const from = values.ledger ? 1 + ((await readLedger(ledgerRow))[0] ?? 0) : Number(values.from);
if (![seeds, from, steps].every(Number.isSafeInteger) || seeds < 1) {
  console.error('usage: npm run sim -- --seeds N [--from S | --ledger] [--steps K]');
  process.exit(2);
}

const perNote = 1_000;
const nothing = { seeds: 0, lost: 0, diverged: 0, leaked: 0, resurrected: 0 };
const total = { ...nothing };
const bad = () => total.lost + total.diverged + total.leaked + total.resurrected;
let [saved, exchanges, packs, deaths, letGo] = [0, 0, 0, 0, 0];
let noted = { ...nothing, saved: 0 };

/** Adds what came since the last note. */
async function note(): Promise<void> {
  const since = (name: keyof typeof total) => total[name] - noted[name];
  const faults = [since('lost'), since('diverged'), since('leaked'), since('resurrected')];
  await addToLedger(ledgerRow, [since('seeds'), saved - noted.saved, ...faults]);
  noted = { ...total, saved };
}

for (let seed = from; seed < from + seeds; seed++) {
  const outcome = await runWorld(seed, steps);
  total.seeds += 1;
  total.lost += outcome.lost;
  total.diverged += outcome.diverged;
  total.leaked += outcome.leaked;
  total.resurrected += outcome.resurrected;
  saved += outcome.saved;
  exchanges += outcome.exchanges;
  packs += outcome.packs;
  deaths += outcome.deaths;
  letGo += outcome.letGo;
  if (values.ledger && total.seeds % perNote === 0) await note();
  if (outcome.reasons.length === 0) continue;
  console.log(`seed ${seed}: ${outcome.reasons.join('; ')}`);
  if (bad() < 5) console.log(outcome.tail.slice(-30).join('\n'));
}
if (values.ledger) await note();
console.log(
  `${saved} operations saved, ${exchanges} exchanges, ${packs} packs, ${letGo} values let go, ${deaths} deaths`,
);
console.log(JSON.stringify(total));
process.exitCode = bad() > 0 ? 1 : 0;
