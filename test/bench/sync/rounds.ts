/** Two hundred rounds of a change and its exchange: the last ones must cost what the first ones did. */

import { systemClock, systemRandom } from '../../../headless/headless-device.ts';
import { uuidv7 } from '../../../shared/base/ids.ts';
import type { Row } from '../figure.ts';
import { median, timed } from '../statistics.ts';
import { startBenchHub } from './bench-hub.ts';
import { draftsOf } from './drafts.ts';
import { type LightDevice, openLightDevice } from './light-device.ts';
import { makeRecords, scopeIds } from './records.ts';
import type { SyncContext, SyncFigure } from './sync-figure.ts';

const [time, bytes] = ['late round', 'late round bytes'];

interface Round {
  readonly ms: number;
  readonly bytes: number;
}

export const rounds: SyncFigure = {
  names: [time, bytes],
  async measure(context): Promise<readonly Row[]> {
    const hub = await startBenchHub(context.newFolder, scopeIds);
    try {
      const open = async () =>
        openLightDevice(await context.newFolder('device'), hub.address, await hub.code(scopeIds));
      const [a, b] = [await open(), await open()];
      const done = await runRounds(context, a, b);
      await a.close();
      await b.close();
      return rowsOf(done);
    } finally {
      await hub.stop();
    }
  },
};

/** One writes and sends a record, the other fetches it. */
async function runRounds({ sizes, say }: SyncContext, a: LightDevice, b: LightDevice): Promise<Round[]> {
  say(`${sizes.rounds} rounds of one record ...`);
  const done: Round[] = [];
  for (const record of makeRecords(sizes.rounds)) {
    await a.save(draftsOf({ ...record, id: uuidv7(systemClock, systemRandom) }));
    let size = 0;
    const ms = await timed(async () => {
      for (const report of [await a.sync(), await b.sync()]) size += report.bytesUp + report.bytesDown;
    });
    done.push({ ms, bytes: size });
  }
  return done;
}

/** A tenth of the rounds at each end; the very first ones meet cold code and empty scopes. */
function rowsOf(done: readonly Round[]): Row[] {
  const part = Math.ceil(done.length / 10);
  const [early, late] = [done.slice(part, 2 * part), done.slice(-part)];
  const row = (name: string, unit: Row['unit'], value: (round: Round) => number): Row => {
    const [first, last] = [median(early.map(value)), median(late.map(value))];
    return { name, unit, value: last, baseline: first, beside: 'an early round', goal: null };
  };
  return [row(time, 'ms', ({ ms }) => ms), row(bytes, 'bytes', (round) => round.bytes)];
}
