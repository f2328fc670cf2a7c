/** Seeds on every core, told in their order. */
import { inProcesses, rangesOf } from '../support/many-processes.ts';
import type { RangeOutcome, SeedRange } from './seed-worker.ts';

/** A world lives for a tenth of a second and leaves little: a larger nursery is emptied seldom, and by the thread that fills it. */
const flags = ['--max-semi-space-size=64', '--single-threaded-gc'];

/** Seeds that a process is given at once: some seconds of work, so that none is left alone with much at the end. */
const perRange = 25;

/** Of no common measure with the other: a seed that is run again runs behind other seeds, in another process. */
const perRangeAgain = 7;

export interface SeedRuns extends SeedRange {
  /** Processes at once, one for each core unless told. */
  readonly jobs?: number | undefined;
  /** They have run before, and are cut otherwise now. */
  readonly isAgain?: boolean;
}

/** Runs seeds over processes and yields their outcomes, range after range. Throws when a process ends early. */
export function runSeeds({ from, count, steps, jobs, isAgain }: SeedRuns): AsyncGenerator<RangeOutcome> {
  const worker = new URL('./seed-worker.ts', import.meta.url);
  const ranges = rangesOf(from, count, isAgain ? perRangeAgain : perRange).map((range) => ({ ...range, steps }));
  return inProcesses<SeedRange, RangeOutcome>({ worker, flags, ranges, jobs });
}
