/** A process that reads inputs for another one (many-inputs.ts): it says which input it begins, and what came of a range. */
import { toHex } from '../../shared/base/bytes.ts';
import { peakMemory } from '../support/peak-memory.ts';
import { createInputs } from './inputs.ts';

export interface InputRange {
  readonly from: number;
  readonly count: number;
}

export interface RangeRead {
  readonly taken: number;
  readonly refused: number;
  readonly findings: readonly string[];
  /** The largest memory of the process so far, in bytes. */
  readonly memory: number;
  /** Milliseconds that the slowest input took. */
  readonly slowest: number;
}

const inputs = await createInputs();

async function readRange({ from, count }: InputRange): Promise<RangeRead> {
  let [taken, slowest] = [0, 0];
  const findings: string[] = [];
  for (let number = from; number < from + count; number++) {
    const begun = performance.now();
    const { target, bytes } = inputs(number);
    try {
      if (await target.read(bytes)) taken += 1;
    } catch (error) {
      const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
      findings.push(`input ${number}, ${target.name}: ${said}\n  ${toHex(bytes.subarray(0, 400))}`);
    }
    slowest = Math.max(slowest, performance.now() - begun);
  }
  const memory = peakMemory();
  return { taken, refused: count - taken - findings.length, findings, memory, slowest };
}

process.on('message', async (range: InputRange) => process.send?.(await readRange(range)));
