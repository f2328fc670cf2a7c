/** Seeds on every core: processes take small ranges one after the other, and what came of them is told in their order. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { RangeOutcome, SeedRange } from './seed-worker.ts';

const worker = fileURLToPath(new URL('./seed-worker.ts', import.meta.url));

/** A world lives for a tenth of a second and leaves little: a larger nursery is emptied seldom, and by the thread that fills it. */
const flags = ['--max-semi-space-size=64', '--single-threaded-gc'];

/** Seeds that a process is given at once: some seconds of work, so that none is left alone with much at the end. */
const perRange = 25;

/** Runs seeds over `jobs` processes and yields their outcomes, range after range. Throws when a process ends early. */
export async function* runSeeds(
  { from, count, steps }: SeedRange,
  jobs = availableParallelism(),
): AsyncGenerator<RangeOutcome> {
  const ranges: SeedRange[] = [];
  for (let at = 0; at < count; at += perRange) {
    ranges.push({ from: from + at, count: Math.min(perRange, count - at), steps });
  }
  const children = Array.from({ length: Math.min(jobs, ranges.length) }, () => fork(worker, { execArgv: flags }));
  const desk = createDesk(children);
  const outcomes = ranges.map(async (range) => {
    const child = await desk.take();
    const outcome = await runIn(child, range);
    desk.giveBack(child);
    return outcome;
  });
  // Who fails while nobody waits for it yet is heard when its turn comes.
  for (const outcome of outcomes) outcome.catch(() => undefined);
  try {
    for (const outcome of outcomes) yield await outcome;
  } finally {
    for (const child of children) child.kill();
  }
}

/** Hands out what is free, to whoever has waited longest. */
function createDesk<T>(free: readonly T[]) {
  const here = [...free];
  const waiting: ((one: T) => void)[] = [];
  return {
    take: async (): Promise<T> => here.pop() ?? new Promise((resolve) => waiting.push(resolve)),
    giveBack(one: T): void {
      const next = waiting.shift();
      if (next === undefined) here.push(one);
      else next(one);
    },
  };
}

async function runIn(child: ChildProcess, range: SeedRange): Promise<RangeOutcome> {
  const done = new AbortController();
  const ended = once(child, 'exit', { signal: done.signal }).then(([code, signal]): never => {
    throw new Error(`A process of the simulator ended with ${code ?? signal}`);
  });
  const answer = once(child, 'message', { signal: done.signal }).then(([outcome]) => outcome as RangeOutcome);
  child.send(range);
  try {
    return await Promise.race([answer, ended]);
  } finally {
    for (const other of [answer, ended]) other.catch(() => undefined);
    done.abort();
  }
}
