/** Inputs on every core, and what must not come of them. */
import { inProcesses, rangesOf } from '../support/many-processes.ts';
import type { InputRange, RangeRead } from './worker.ts';

export interface Fuzzed {
  readonly inputs: number;
  readonly taken: number;
  readonly refused: number;
  /** What a decoder threw, and what took too long or too much. */
  readonly findings: readonly string[];
  /** Bytes that the largest process had. */
  readonly memory: number;
  readonly slowest: number;
}

/** No decoder may need more, whatever it is given. */
const memoryLimit = 256 * 1024 * 1024;
/** Milliseconds after which an input counts as a hang. */
const patience = 10_000;

/** Garbage is picked up early, so that what a process holds is what its decoders need. */
const flags = ['--max-semi-space-size=4', '--max-old-space-size=160', '--single-threaded-gc'];

/** What reads inputs: every decoder, or the host's channels. */
const workers = { decoders: './worker.ts', ipc: './ipc-worker.ts' } as const;
export type FuzzedPart = keyof typeof workers;

/** Reads inputs by their numbers. Throws when a process dies or hangs, with the range in which it did. */
export async function fuzz(
  from: number,
  count: number,
  { part = 'decoders', jobs }: { readonly part?: FuzzedPart; readonly jobs?: number | undefined } = {},
): Promise<Fuzzed> {
  const worker = new URL(workers[part], import.meta.url);
  const ranges = rangesOf(from, count, 2_000);
  let total: Fuzzed = { inputs: 0, taken: 0, refused: 0, findings: [], memory: 0, slowest: 0 };
  const reading = inProcesses<InputRange, RangeRead>({ worker, flags, ranges, jobs, patience: 12 * patience });
  for await (const { taken, refused, findings, memory, slowest } of reading) {
    total = {
      inputs: total.inputs + taken + refused + findings.length,
      taken: total.taken + taken,
      refused: total.refused + refused,
      findings: [...total.findings, ...findings],
      memory: Math.max(total.memory, memory),
      slowest: Math.max(total.slowest, slowest),
    };
  }
  const late = total.slowest > patience ? [`an input took ${Math.round(total.slowest)} ms`] : [];
  const large = total.memory > memoryLimit ? [`a process needed ${total.memory} bytes`] : [];
  return { ...total, findings: [...total.findings, ...late, ...large] };
}
