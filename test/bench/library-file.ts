import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pickNext, saveNext } from '../e2e/support/file-dialogs.ts';
import { startHubProcess } from '../e2e/support/hub-process.ts';
import { type Laptop, startLaptop } from '../e2e/support/laptop.ts';
import { engineOf } from '../e2e/support/page-engine.ts';
import type { BenchContext, Figure, Row } from './figure.ts';
import { fillListsOf } from './filled-lists.ts';
import { median } from './statistics.ts';

/** With sessions and places on rosters it makes 20,101 records. */
const people = 8_000;
/** Longer than any machine takes, in milliseconds. */
const patience = 900_000;
/** Between two looks at what the app's processes hold, in milliseconds. */
const lookMs = 500;

/** What a long piece of work cost while it ran. */
interface Cost {
  readonly ms: number;
  /** The longest that the window went without a frame, in milliseconds. */
  readonly stall: number;
  /** The most that all processes of the app held, in MB. */
  readonly memory: number;
}

/**
 * A whole library leaves through the window of one laptop and comes into the window of another, in a network that has
 * nothing yet. Baseline: the engine's own reading of the same records, without a file.
 */
export const libraryFile: Figure = {
  name: 'library of 20,000',
  measure: async (context) => rowsOf(await measureEach(context)),
};

interface Measured {
  readonly records: number;
  readonly bytes: number;
  /** Milliseconds for the engine to hand out every record, and to be asked nothing else. */
  readonly reading: number[];
  readonly written: Cost[];
  readonly compared: Cost[];
  readonly imported: Cost[];
}

async function measureEach(context: BenchContext): Promise<Measured> {
  const folder = await context.newFolder('library');
  const file = join(folder, 'library.zip');
  const found = { records: 0, bytes: 0, reading: [], written: [], compared: [], imported: [] } as {
    -readonly [K in keyof Measured]: Measured[K];
  };
  const there = await networkOf(context, 'there');
  try {
    context.say(`Filling a laptop with ${people} people and as many marks ...`);
    await fillListsOf(await there.open(), { people, marks: people });
    for (let i = 0; i < context.runs; i += 1) {
      context.say(`A library there and back, ${i + 1} of ${context.runs} ...`);
      const from = await there.open();
      try {
        found.reading.push(await readAll(from));
        found.written.push(await write(from, file, (records) => Object.assign(found, { records })));
      } finally {
        await from.close();
      }
      found.bytes = (await stat(file)).size;
      const empty = await networkOf(context, `here-${i}`);
      const into = await empty.open();
      try {
        found.compared.push(await compare(into, file, found.records));
        found.imported.push(await takeIn(into, found.records));
      } finally {
        await into.close();
        await empty.hub.stop();
      }
    }
  } finally {
    await there.hub.stop();
  }
  return found;
}

function rowsOf({ reading, written, compared, imported, bytes }: Measured): readonly Row[] {
  const base = { baseline: median(reading), beside: 'the engine reads the same records', unit: 'ms' } as const;
  const of = (costs: readonly Cost[], key: keyof Cost) => median(costs.map((cost) => cost[key]));
  const all = [...written, ...compared, ...imported];
  const bare = { baseline: null, beside: '' } as const;
  return [
    { ...base, name: 'write a library of 20,000 records', value: of(written, 'ms'), goal: 30_000 },
    { ...base, name: 'read and compare it in an empty network', value: of(compared, 'ms'), goal: 30_000 },
    { ...base, name: 'import it', value: of(imported, 'ms'), goal: 180_000 },
    {
      ...bare,
      name: 'longest wait for a frame meanwhile',
      value: Math.max(...all.map(({ stall }) => stall)),
      unit: 'ms',
      goal: 250,
    },
    {
      ...bare,
      name: 'most memory meanwhile, all processes',
      value: Math.max(...all.map(({ memory }) => memory)),
      unit: 'MB',
      goal: 1_500,
    },
    { ...bare, name: 'the file', value: bytes / 1e6, unit: 'MB', goal: null },
  ];
}

/** A network of its own, without a record, and a laptop in it that its steward uses. */
async function networkOf(context: BenchContext, name: string) {
  const hub = await startHubProcess({ folder: await context.newFolder(`library-hub-${name}`), sample: true });
  const folder = await context.newFolder(`library-${name}`);
  const open = async () => {
    const laptop = await startLaptop({ folder, hubAddress: hub.address, sample: true });
    const { identity } = await engineOf(laptop.page);
    const steward = identity.grants.find(({ roles }) => roles.includes('steward'))?.person ?? '';
    await laptop.page.evaluate((who) => localStorage.setItem('waypost.profile', who), steward);
    await laptop.page.reload();
    await engineOf(laptop.page);
    return laptop;
  };
  return { hub, open };
}

async function readAll({ page }: Laptop): Promise<number> {
  const engine = await engineOf(page);
  const ids = (await engine.call('list', { withDeleted: true })).map(({ id }) => id);
  return page.evaluate(async (wanted) => {
    const { testEngine } = globalThis as never as { testEngine: { open(ids: readonly string[]): Promise<unknown> } };
    const from = performance.now();
    for (let at = 0; at < wanted.length; at += 100) await testEngine.open(wanted.slice(at, at + 100));
    return performance.now() - from;
  }, ids);
}

async function write(laptop: Laptop, file: string, tell: (records: number) => void): Promise<Cost> {
  await saveNext(laptop, file);
  await goTo(laptop, '/exchange');
  const button = laptop.page.getByRole('button', { name: /^Write [\d,]+ records$/ });
  await button.waitFor({ timeout: patience });
  tell(Number((await button.textContent())?.replace(/\D/g, '')));
  return costOf(laptop, () => button.click(), 'Written:');
}

async function compare(laptop: Laptop, file: string, records: number): Promise<Cost> {
  await pickNext(laptop, file);
  await goTo(laptop, '/exchange/import');
  const button = laptop.page.getByRole('button', { name: 'Choose a file' });
  await button.waitFor();
  return costOf(laptop, () => button.click(), `Import ${records.toLocaleString('en-GB')} records`);
}

function takeIn(laptop: Laptop, records: number): Promise<Cost> {
  const count = records.toLocaleString('en-GB');
  const button = laptop.page.getByRole('button', { name: `Import ${count} records` });
  return costOf(laptop, () => button.click(), `${count} of ${count} records are saved.`);
}

async function goTo({ page }: Laptop, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, path);
}

/** From the act until the page says this. */
async function costOf({ app, page }: Laptop, act: () => Promise<void>, says: string): Promise<Cost> {
  let memory = 0;
  const look = async () => {
    const held = await app.evaluate(({ app: main }) =>
      main.getAppMetrics().reduce((sum, each) => sum + each.memory.workingSetSize, 0),
    );
    memory = Math.max(memory, held / 1_000);
  };
  const watch = setInterval(() => void look().catch(() => undefined), lookMs);
  try {
    await page.evaluate(watchFrames, says);
    await act();
    const { ms, stall } = await page.evaluate(
      () => (globalThis as never as { framesWatched: Promise<{ ms: number; stall: number }> }).framesWatched,
    );
    await look();
    return { ms, stall, memory };
  } finally {
    clearInterval(watch);
  }
}

/** Runs in the page: counts from now until it says so, and remembers the longest time between two frames. */
function watchFrames(says: string): void {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const run = async () => {
    const from = performance.now();
    let before = from;
    let stall = 0;
    for (;;) {
      await frame();
      const now = performance.now();
      stall = Math.max(stall, now - before);
      before = now;
      // Its own words come from the screen, not from what a screen reader is told.
      if (document.querySelector('main')?.textContent?.includes(says)) return { ms: now - from, stall };
    }
  };
  Object.assign(globalThis, { framesWatched: run() });
}
