/** A process that runs seeds for another one (many-seeds.ts): a range comes, what became of it goes back. */
import { runWorld } from './world.ts';

export interface SeedRange {
  readonly from: number;
  readonly count: number;
  readonly steps: number;
}

/** What some worlds came to together. */
export interface Tally {
  readonly seeds: number;
  readonly lost: number;
  readonly diverged: number;
  readonly leaked: number;
  readonly resurrected: number;
  readonly saved: number;
  readonly exchanges: number;
  readonly packs: number;
  readonly deaths: number;
  readonly letGo: number;
  readonly meetings: number;
}

export interface RangeOutcome {
  readonly tally: Tally;
  /** The hash of everything that happened, seed by seed. */
  readonly traces: readonly string[];
  readonly failures: readonly { readonly seed: number; readonly reasons: readonly string[]; readonly tail: string[] }[];
}

export const emptyTally: Tally = {
  seeds: 0,
  lost: 0,
  diverged: 0,
  leaked: 0,
  resurrected: 0,
  saved: 0,
  exchanges: 0,
  packs: 0,
  deaths: 0,
  letGo: 0,
  meetings: 0,
};

/** Two tallies as one. */
export function sumOf(a: Tally, b: Tally): Tally {
  const names = Object.keys(emptyTally) as (keyof Tally)[];
  return Object.fromEntries(names.map((name) => [name, a[name] + b[name]])) as unknown as Tally;
}

async function runRange({ from, count, steps }: SeedRange): Promise<RangeOutcome> {
  let tally = emptyTally;
  const traces: string[] = [];
  const failures: RangeOutcome['failures'][number][] = [];
  for (let seed = from; seed < from + count; seed++) {
    const outcome = await runWorld(seed, steps).catch((cause: unknown) => {
      throw new Error(`Seed ${seed} fell over`, { cause });
    });
    tally = sumOf(tally, { ...outcome, seeds: 1 });
    traces.push(outcome.trace);
    if (outcome.reasons.length > 0) failures.push({ seed, reasons: outcome.reasons, tail: outcome.tail.slice(-30) });
  }
  return { tally, traces, failures };
}

// Imported for its types and sums, this file runs nothing.
if (process.send !== undefined && import.meta.main) {
  process.on('message', async (range: SeedRange) => process.send?.(await runRange(range)));
}
