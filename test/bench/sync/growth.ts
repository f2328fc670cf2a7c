/** A sync costs what changed, not what exists: the same ten changes in libraries and networks of growing size. */
import type { Row } from '../figure.ts';
import { median, timed } from '../statistics.ts';
import { type BenchHub, startBenchHub } from './bench-hub.ts';
import { smallest } from './drafts.ts';
import { type LightDevice, openLightDevice } from './light-device.ts';
import { openSealedSender } from './sealed-sender.ts';
import type { SyncContext, SyncFigure } from './sync-figure.ts';

const [byRecords, byScopes] = ['ten changes among', 'ten changes in scopes:'];
const changes = 10;
const tries = 9;
const scopeCounts = [1, 10, 50] as const;
const batchSize = 2_000;

interface Cost {
  readonly ms: number;
  readonly bytes: number;
}

export const growth: SyncFigure = {
  names: [byRecords, byScopes],
  async measure(context): Promise<readonly Row[]> {
    const rows: Row[] = [];
    const [fewest = 0] = context.sizes.growth;
    for (const count of context.sizes.growth) rows.push(...(await measureOne(context, byRecords, count, count, 1)));
    for (const scopes of scopeCounts) rows.push(...(await measureOne(context, byScopes, scopes, fewest, scopes)));
    return [...besideFirst(rows, byRecords), ...besideFirst(rows, byScopes)];
  },
};

async function measureOne(context: SyncContext, name: string, size: number, count: number, scopes: number) {
  context.say(`${count} records in ${scopes} scopes ...`);
  const ids = Array.from({ length: scopes }, () => crypto.randomUUID());
  const hub = await startBenchHub(context.newFolder, ids);
  try {
    await fill(hub, context, ids, count);
    const device = await openLightDevice(await context.newFolder('device'), hub.address, await hub.code(ids));
    await device.sync();
    const costs: Cost[] = [];
    for (let i = 0; i < tries; i += 1) costs.push(await costOf(device, ids[0] as string));
    await device.close();
    const row = { goal: null, baseline: null, beside: '' };
    return [
      { ...row, name: `${name} ${size}`, unit: 'ms', value: median(costs.map(({ ms }) => ms)) },
      { ...row, name: `${name} ${size}, bytes`, unit: 'bytes', value: median(costs.map(({ bytes }) => bytes)) },
    ] satisfies Row[];
  } finally {
    await hub.stop();
  }
}

async function fill(hub: BenchHub, context: SyncContext, scopes: readonly string[], count: number): Promise<void> {
  const sender = await openSealedSender(await context.newFolder('filler'), hub.address, await hub.code(scopes));
  const each = Math.ceil(count / scopes.length);
  for (const scope of scopes) {
    for (let at = 0; at < each; at += batchSize) {
      const piece = Array.from({ length: Math.min(batchSize, each - at) }, () => smallest(scope));
      await sender.send(await sender.seal(piece));
    }
  }
}

async function costOf(device: LightDevice, scope: string): Promise<Cost> {
  for (let i = 0; i < changes; i += 1) await device.save(smallest(scope));
  let bytes = 0;
  const ms = await timed(async () => {
    const report = await device.sync();
    bytes = report.bytesUp + report.bytesDown;
  });
  return { ms, bytes };
}

/** Every row of a name beside the smallest of its unit. */
function besideFirst(rows: readonly Row[], name: string): Row[] {
  const own = rows.filter((row) => row.name.startsWith(name));
  return own.map((row) => {
    const first = own.find(({ unit }) => unit === row.unit);
    return { ...row, baseline: first?.value ?? null, beside: 'the smallest of them' };
  });
}
