/** Passphrases are stretched in a thread of their own, at a cost that this machine can bear. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { costCeiling, costFloor, type KeyCost } from '../../shared/vault/vault-file.ts';

export interface StretchOrder {
  readonly passphrase: string;
  readonly salt: Uint8Array;
  readonly cost: KeyCost;
}

/** A passphrase as 32 bytes. Rejects when the machine has no memory for it. */
export type Stretch = (order: StretchOrder) => Promise<Uint8Array>;

/** The bundle of argon2-worker.ts (build/build.ts). */
const threadFile = 'argon2-worker.cjs';

export const stretchInThread: Stretch = (order) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, threadFile), { workerData: order });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The passphrase was not stretched (${code})`)));
  });

const usual: KeyCost = { memoryMiB: 256, passes: 3 };
/** What an unlock may take, in milliseconds: less makes guessing cheap, much more makes people lock less often. */
const wanted = 800;
const bearable = 3 * wanted;

/** The cost for this machine, from how long the usual one takes on it. */
export async function calibrate(stretch: Stretch, now: () => number): Promise<KeyCost> {
  const begun = now();
  try {
    await stretch({ passphrase: 'calibration', salt: new Uint8Array(16), cost: usual });
  } catch {
    return costFloor;
  }
  const took = Math.max(1, now() - begun);
  if (took > bearable) return costFloor;
  const passes = Math.ceil((usual.passes * wanted) / took);
  return { ...usual, passes: Math.min(Math.max(passes, usual.passes), costCeiling.passes) };
}
