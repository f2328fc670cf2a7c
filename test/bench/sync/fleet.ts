/** Everybody comes home at once: hundreds of devices bring and fetch work from one hub process in the same moment. */
import type { Row } from '../figure.ts';
import { p99 } from '../statistics.ts';
import { fillHub, startBenchHub } from './bench-hub.ts';
import { draftsOf } from './drafts.ts';
import { metricOf } from './hub-metric.ts';
import { type LightDevice, openLightDevice } from './light-device.ts';
import { makeRecords, scopeIds } from './records.ts';
import type { SyncContext, SyncFigure } from './sync-figure.ts';

const [slowest, memory, packed, failed] = ['fleet p99', 'fleet hub memory', 'fleet packs given', 'fleet syncs failed'];
const residentBytes = 'process_resident_memory_bytes';
/** Records that the hub holds when everybody comes. */
const foundThere = 250;
/** The hub allows one address so many connections; networks have one address for each device. */
const perAddress = 20;

export const fleet: SyncFigure = {
  names: [slowest, memory, packed, failed],
  async measure(context): Promise<readonly Row[]> {
    const hub = await startBenchHub(context.newFolder, scopeIds);
    try {
      return await measureOn(context, hub);
    } finally {
      await hub.stop();
    }
  },
};

async function measureOn(
  context: SyncContext,
  hub: Awaited<ReturnType<typeof startBenchHub>>,
): Promise<readonly Row[]> {
  const { devices: count } = context.sizes;
  // Half of the devices meet a scope that is worth packs.
  await fillHub(
    hub,
    context.newFolder,
    makeRecords(foundThere).map((record) => ({ ...record, id: crypto.randomUUID() })),
  );
  context.say(`Enrolling ${count} devices ...`);
  const records = makeRecords(count);
  const devices: LightDevice[] = [];
  for (const [n, record] of records.entries()) {
    const from = `127.0.1.${1 + Math.floor(n / perAddress)}`;
    const code = await hub.code([record.scope]);
    const device = await openLightDevice(await context.newFolder('device'), hub.address, code, { from });
    await device.save(draftsOf(record));
    devices.push(device);
  }
  const before = (await metricOf(hub.address, residentBytes)) / 1_000_000;
  context.say(`${count} devices sync at once ...`);
  const start = performance.now();
  const ends = await Promise.allSettled(devices.map((device) => device.sync().then(() => performance.now() - start)));
  const reasons = new Set<string>();
  const times = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
  for (const end of ends) if (end.status === 'rejected') reasons.add(String(end.reason));
  if (reasons.size > 0) context.missing(failed, [...reasons].join(', '));
  const after = (await metricOf(hub.address, residentBytes)) / 1_000_000;
  for (const device of devices) await device.close();
  const packs = await metricOf(hub.address, 'waypost_packs_given_total');
  const plain = { goal: null, baseline: null, beside: '' };
  return [
    { ...plain, name: slowest, unit: 'ms', value: p99(times) },
    { ...plain, name: memory, unit: 'MB', value: after, baseline: before, beside: 'before they came' },
    { ...plain, name: packed, unit: 'requests', value: packs },
    { ...plain, name: failed, unit: 'requests', value: count - times.length, goal: 0 },
  ];
}
