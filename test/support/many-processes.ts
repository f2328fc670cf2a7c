/** Work on every core: processes take small ranges one after the other, and what came of them is told in their order. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';

export interface ManyProcesses<R> {
  /** A program that answers each range that it is sent with one message. */
  readonly worker: URL;
  /** Flags of Node for each process. */
  readonly flags: readonly string[];
  readonly ranges: readonly R[];
  /** Processes at once, one for each core unless told. */
  readonly jobs?: number | undefined;
  /** Milliseconds after which a range that has no answer has failed; as long as it takes unless told. */
  readonly patience?: number;
}

/** Numbers from `from` on, cut into ranges. */
export function rangesOf(from: number, count: number, size: number): { from: number; count: number }[] {
  const starts = Array.from({ length: Math.ceil(count / size) }, (_, n) => n * size);
  return starts.map((at) => ({ from: from + at, count: Math.min(size, count - at) }));
}

/** Runs the ranges and yields what came of each. Throws when a process ends or says nothing. */
export async function* inProcesses<R extends object, Outcome>(work: ManyProcesses<R>): AsyncGenerator<Outcome> {
  const { worker, flags, ranges, jobs = availableParallelism(), patience } = work;
  const count = Math.min(jobs, ranges.length);
  const children = Array.from({ length: count }, () => fork(worker, { execArgv: [...flags] }));
  const desk = createDesk(children);
  const outcomes = ranges.map(async (range) => {
    const child = await desk.take();
    const outcome = await askProcess<R, Outcome>(child, range, patience);
    desk.giveBack(child);
    return outcome;
  });
  // Who fails while nobody waits for it yet is heard when its turn comes.
  for (const outcome of outcomes) outcome.catch(() => undefined);
  try {
    for (const outcome of outcomes) yield await outcome;
  } finally {
    for (const child of children) child.kill('SIGKILL');
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

async function askProcess<R extends object, Outcome>(
  child: ChildProcess,
  range: R,
  patience: number | undefined,
): Promise<Outcome> {
  const done = new AbortController();
  const { signal } = done;
  const failed = (why: string) => (): never => {
    throw new Error(`${why} in ${JSON.stringify(range)}`);
  };
  const races: Promise<Outcome>[] = [
    once(child, 'message', { signal }).then(([outcome]) => outcome as Outcome),
    once(child, 'exit', { signal }).then(([code, killed]) => failed(`A process ended with ${code ?? killed}`)()),
  ];
  if (patience !== undefined) {
    const late = once(AbortSignal.timeout(patience), 'abort', { signal });
    races.push(late.then(failed('A process says nothing')));
  }
  child.send(range);
  try {
    return await Promise.race(races);
  } finally {
    for (const other of races) other.catch(() => undefined);
    done.abort();
  }
}
