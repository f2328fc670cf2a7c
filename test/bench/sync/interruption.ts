/** A line that is cut in the middle of an upload, or of a pull: what is sent again for it, beside the largest piece that goes at once. */
import { createHttpTransport } from '../../../headless/http-transport.ts';
import type { Transport } from '../../../shared/sync/ports.ts';
import type { Row } from '../figure.ts';
import { median } from '../statistics.ts';
import { type BenchHub, fillHub, startBenchHub } from './bench-hub.ts';
import { draftsOf } from './drafts.ts';
import { type LightDevice, openLightDevice } from './light-device.ts';
import type { BenchRecord } from './peer.ts';
import { makeRecords } from './records.ts';
import { openSlowLink, type SlowLink } from './slow-link.ts';
import type { SyncContext, SyncFigure } from './sync-figure.ts';

const names = { up: 'sent again, cut upload', down: 'sent again, cut pull' } as const;
type Way = keyof typeof names;
/** A tenth of the exchanges' records: more than fit into one request over this line. */
const share = 0.1;
const shape = { bitsPerSecond: 256_000, roundTrip: 100 };

interface Moved {
  readonly bytes: number;
  /** The largest request, or answer. */
  readonly largest: number;
}

interface Bench {
  readonly context: SyncContext;
  readonly hub: BenchHub;
  readonly link: SlowLink;
}

export const interruption: SyncFigure = {
  names: Object.values(names),
  async measure(context): Promise<readonly Row[]> {
    // One scope to pull, and one for each upload.
    const scopes = Array.from({ length: 1 + 2 * context.runs }, () => crypto.randomUUID());
    const [pulled = '', ...free] = scopes;
    const hub = await startBenchHub(context.newFolder, scopes);
    const link = await openSlowLink(hub.address);
    const bench = { context, hub, link };
    try {
      await fillHub(hub, context.newFolder, recordsOf(context, pulled));
      const up = await measureWay(bench, 'up', (cutAfter) => upload(bench, free.pop() ?? '', cutAfter));
      const down = await measureWay(bench, 'down', (cutAfter) => pull(bench, pulled, cutAfter));
      return [up, down];
    } finally {
      await link.close();
      await hub.stop();
    }
  },
};

function recordsOf({ sizes }: SyncContext, scope: string): BenchRecord[] {
  return makeRecords(sizes.records * share).map((record) => ({ ...record, id: crypto.randomUUID(), scope }));
}

/** Uncut and cut by turns, in the middle of what goes that way. */
async function measureWay(
  { context }: Bench,
  way: Way,
  move: (cutAfter: number | null) => Promise<Moved>,
): Promise<Row> {
  const [again, pieces]: [number[], number[]] = [[], []];
  for (let run = 1; run <= context.runs; run += 1) {
    context.say(`${names[way]}, ${run} of ${context.runs} ...`);
    const whole = await move(null);
    const cut = await move(whole.bytes / 2);
    again.push(Math.max(0, cut.bytes - whole.bytes));
    pieces.push(whole.largest);
  }
  const largest = median(pieces);
  const beside = way === 'up' ? 'the largest request' : 'the largest answer';
  return { name: names[way], unit: 'bytes', value: median(again), baseline: largest, beside, goal: largest };
}

/** A new device brings new records. */
async function upload(bench: Bench, scope: string, cutAfter: number | null): Promise<Moved> {
  return through(bench, scope, { way: 'up', cutAfter }, async (device) => {
    for (const record of recordsOf(bench.context, scope)) await device.save(draftsOf(record));
  });
}

/** A new device reads what is there. */
async function pull(bench: Bench, scope: string, cutAfter: number | null): Promise<Moved> {
  return through(bench, scope, { way: 'down', cutAfter }, async () => undefined);
}

async function through(
  { context, hub, link }: Bench,
  scope: string,
  { way, cutAfter }: { readonly way: Way; readonly cutAfter: number | null },
  prepare: (device: LightDevice) => Promise<void>,
): Promise<Moved> {
  let largest = 0;
  const line = createHttpTransport(link.address);
  const transport: Transport = {
    async exchange(body) {
      const answered = await line.exchange(body);
      if (answered.ok) largest = Math.max(largest, (way === 'up' ? body : answered.value).length);
      return answered;
    },
  };
  const code = await hub.code([scope]);
  const device = await openLightDevice(await context.newFolder('device'), hub.address, code, { transport });
  try {
    await prepare(device);
    link.shape(shape);
    const before = link.passed[way];
    if (cutAfter !== null) link.cutAfter(way, cutAfter);
    await syncToTheEnd(device);
    return { bytes: link.passed[way] - before, largest };
  } finally {
    link.shape(null);
    await device.close();
  }
}

/** A cut ends a sync; the next one goes on. */
async function syncToTheEnd({ engine }: LightDevice): Promise<void> {
  for (let tries = 0; tries < 5; tries += 1) {
    const report = await engine.sync();
    if (report.ok) return;
    if (report.failure.kind !== 'hub-unreachable') throw new Error(JSON.stringify(report.failure));
  }
  throw new Error('The line was cut again and again');
}
