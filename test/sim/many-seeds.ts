/** Seeds on every core, told in their order. */
import { inProcesses, rangesOf } from '../support/many-processes.ts';
import type { RangeOutcome, SeedRange } from './seed-worker.ts';

/** A world lives for a tenth of a second and leaves little: a larger nursery is emptied seldom, and by the thread that fills it. */
const flags = ['--max-semi-space-size=64', '--single-threaded-gc'];

/** Seeds that a process is given at once: some seconds of work, so that none is left alone with much at the end. */
const perRange = 25;

/** Runs seeds over `jobs` processes and yields their outcomes, range after range. Throws when a process ends early. */
export function runSeeds({ from, count, steps }: SeedRange, jobs?: number): AsyncGenerator<RangeOutcome> {
  const worker = new URL('./seed-worker.ts', import.meta.url);
  const ranges = rangesOf(from, count, perRange).map((range) => ({ ...range, steps }));
  return inProcesses<SeedRange, RangeOutcome>({ worker, flags, ranges, jobs });
}
