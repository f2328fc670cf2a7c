/** Twenty new devices read the whole network, some at once: what that costs the hub, in packs and in pages. */
import type { Row } from '../figure.ts';
import { timed } from '../statistics.ts';
import { type BenchHub, fillHub, startBenchHub } from './bench-hub.ts';
import { metricOf } from './hub-metric.ts';
import { makeRecords, scopeIds } from './records.ts';
import type { SyncContext, SyncFigure } from './sync-figure.ts';
import { openThinReader } from './thin-reader.ts';

const [work, time, traffic] = ['first pulls together, hub work', 'first pulls together', 'first pulls together, bytes'];
const devices = 20;
/** More at once only wait for each other, on a slow machine longer than a connection lasts. */
const atOnce = 4;

export const together: SyncFigure = {
  names: [work, time, traffic],
  async measure(context): Promise<readonly Row[]> {
    const hub = await startBenchHub(context.newFolder, scopeIds);
    try {
      context.say(`Filling a hub with ${context.sizes.records} records ...`);
      await fillHub(hub, context.newFolder, makeRecords(context.sizes.records));
      const pages = await pull(context, hub, false);
      // The first of these has the packs cut: nobody asked for any before.
      const packs = await pull(context, hub, true);
      const row = { goal: null, beside: 'the same as pages' };
      return [
        { ...row, name: work, unit: 'ms', value: packs.work, baseline: pages.work },
        { ...row, name: time, unit: 'ms', value: packs.time, baseline: pages.time },
        { ...row, name: traffic, unit: 'bytes', value: packs.bytes, baseline: pages.bytes },
      ];
    } finally {
      await hub.stop();
    }
  },
};

/** Device after device, some at once: what the hub's process worked, how long it took, and the bytes of one of them. */
async function pull(context: SyncContext, hub: BenchHub, readsPacks: boolean) {
  context.say(`${devices} new devices read everything as ${readsPacks ? 'packs' : 'pages'} ...`);
  const readers = await Promise.all(
    Array.from({ length: devices }, async () =>
      openThinReader(await context.newFolder('reader'), hub.address, await hub.code(scopeIds), readsPacks),
    ),
  );
  const before = await metricOf(hub.address, 'process_cpu_seconds_total');
  let bytes = 0;
  const time = await timed(async () => {
    const waiting = [...readers];
    const readOn = async () => {
      for (let reader = waiting.pop(); reader !== undefined; reader = waiting.pop()) {
        bytes = (await reader.read()).bytes;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, readOn));
  });
  const after = await metricOf(hub.address, 'process_cpu_seconds_total');
  return { work: (after - before) * 1_000, time, bytes };
}
