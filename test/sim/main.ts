/**
 * `npm run sim -- --seeds N --from S`: runs N seeds and prints `{seeds, lost, diverged, leaked, resurrected}` as JSON on its last line. Exits
 * with 1 when any of them is not 0; each failing seed is named with its last steps.
 */
import { parseArgs } from 'node:util';
import { runWorld } from './world.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    steps: { type: 'string' },
  },
});
const [seeds, from, steps] = [Number(values.seeds), Number(values.from), Number(values.steps ?? 60)];
if (![seeds, from, steps].every(Number.isSafeInteger) || seeds < 1) {
  console.error('usage: npm run sim -- --seeds N --from S [--steps K]');
  process.exit(2);
}

const total = { seeds: 0, lost: 0, diverged: 0, leaked: 0, resurrected: 0 };
const bad = () => total.lost + total.diverged + total.leaked + total.resurrected;
let [saved, exchanges, deaths] = [0, 0, 0];
for (let seed = from; seed < from + seeds; seed++) {
  const outcome = await runWorld(seed, steps);
  total.seeds += 1;
  total.lost += outcome.lost;
  total.diverged += outcome.diverged;
  total.leaked += outcome.leaked;
  total.resurrected += outcome.resurrected;
  saved += outcome.saved;
  exchanges += outcome.exchanges;
  deaths += outcome.deaths;
  if (outcome.reasons.length === 0) continue;
  console.log(`seed ${seed}: ${outcome.reasons.join('; ')}`);
  if (bad() < 5) console.log(outcome.tail.slice(-30).join('\n'));
}
console.log(`${saved} operations saved, ${exchanges} exchanges, ${deaths} deaths`);
console.log(JSON.stringify(total));
process.exitCode = bad() > 0 ? 1 : 0;
