/** Damage to the files of the app's database, in eight kinds: everything that was saved must be there afterwards. */
import { cp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startHubProcess } from '../e2e/support/hub-process.ts';
import { type Laptop, removeFolder, startLaptop } from '../e2e/support/laptop.ts';
import { engineOf, type PageEngine } from '../e2e/support/page-engine.ts';
import { type Seeded, seeded } from '../sim/seeded.ts';
import { nothingYet, plus, type Suffered, type TortureCase, type TortureContext } from './torture-case.ts';

interface Damage {
  /** Nothing opens with it as it is, so the library is made anew, and the person is told. */
  readonly isFatal: boolean;
  do(folder: string, random: Seeded): Promise<void>;
}

const largest = async (folder: string, names: RegExp): Promise<string> => {
  const paths = (await readdir(folder)).filter((name) => names.test(name)).map((name) => join(folder, name));
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  const found = paths[sizes.indexOf(Math.max(...sizes))];
  if (found === undefined) throw new Error(`The database has no file like ${names}`);
  return found;
};

async function flip(path: string, random: Seeded): Promise<void> {
  const bytes = await readFile(path);
  for (let n = 0; n < 64; n += 1) {
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] as number) ^ 0xff;
  }
  await writeFile(path, bytes);
}

/** What happens to files: by a bad sector, by a power cut, by a well-meaning cleaner. */
const damages: Readonly<Record<string, Damage>> = {
  'table flipped': { isFatal: false, do: async (folder, random) => flip(await largest(folder, /\.ldb$/), random) },
  'table gone': { isFatal: true, do: async (folder) => rm(await largest(folder, /\.ldb$/)) },
  'log flipped': { isFatal: false, do: async (folder, random) => flip(await largest(folder, /\.log$/), random) },
  'log cut': {
    isFatal: false,
    async do(folder) {
      const path = await largest(folder, /\.log$/);
      await truncate(path, Math.floor((await stat(path)).size / 2));
    },
  },
  'manifest flipped': { isFatal: true, do: async (folder, random) => flip(await largest(folder, /^MANIFEST/), random) },
  'manifest empty': { isFatal: true, do: async (folder) => writeFile(await largest(folder, /^MANIFEST/), '') },
  'CURRENT gone': { isFatal: true, do: (folder) => rm(join(folder, 'CURRENT')) },
  'CURRENT is garbage': { isFatal: true, do: (folder) => writeFile(join(folder, 'CURRENT'), 'garbage') },
};

export const corruption: TortureCase = {
  name: 'Database files of the app damaged, eight kinds',
  times: Object.keys(damages).length * 2,
  needsMount: false,
  async run(context) {
    const { folder, before, records } = await fill(context);
    const kinds = Object.entries(damages);
    let sum = nothingYet;
    for (let time = 0; time < context.times; time += 1) {
      const turn = context.turn + time;
      const [kind, damage] = kinds[turn % kinds.length] as [string, Damage];
      const copy = await context.newFolder('damaged');
      await cp(folder, copy, { recursive: true });
      await damage.do(await databaseIn(copy), seeded(turn));
      const { isTold, ...came } = await lookAgain(copy, before, damage.isFatal);
      const untold = damage.isFatal && !isTold ? 1 : 0;
      sum = plus(sum, { times: 1, acknowledged: records, untold, ...came });
      const there = came.lost + came.unopened === 0 ? 'all there' : 'LOST';
      context.say(`${time + 1} of ${context.times}, ${kind}, turn ${turn}: ${there}, ${isTold ? 'told' : 'not told'}`);
      await removeFolder(copy);
    }
    return sum;
  },
};

/** Enough that LevelDB has tables beside its log: it writes them when it opens what a log holds. */
async function fill(context: TortureContext): Promise<{ folder: string; before: string; records: number }> {
  const folder = await context.newFolder('undamaged');
  const hub = await startHubProcess({ folder: await context.newFolder('hub'), sample: true });
  const records = 120;
  let before = '';
  for (let opened = 0; opened < 3; opened += 1) {
    const laptop = await startLaptop({ folder, hubAddress: hub.address, sample: true });
    const engine = await engineOf(laptop.page);
    for (let n = 0; n < records / 3; n += 1) {
      await engine.create({ title: { en: `Playbook ${opened}.${n}` }, description: { en: `${n} `.repeat(4_000) } });
    }
    before = await engine.everything();
    await laptop.close();
  }
  await hub.stop();
  return { folder, before, records };
}

async function databaseIn(folder: string): Promise<string> {
  const all = join(folder, 'IndexedDB');
  const name = (await readdir(all)).find((each) => each.endsWith('.leveldb'));
  if (name === undefined) throw new Error('The app has no database');
  return join(all, name);
}

/** What is damaged without a sign is found by the check of the disk, soon after the start ([VR6]). */
const foundWithin = 60_000;

interface Seen extends Pick<Suffered, 'lost' | 'unopened'> {
  /** The window says that the library was made anew. */
  readonly isTold: boolean;
}

async function lookAgain(folder: string, before: string, mustTell: boolean): Promise<Seen> {
  const laptop = await startLaptop({ folder, hubAddress: 'http://127.0.0.1:9', sample: true });
  try {
    const deadline = Date.now() + foundWithin;
    let engine = await engineOf(laptop.page);
    while (!(await isSame(engine, before))) {
      if (Date.now() > deadline) return { lost: 1, unopened: 0, isTold: await isTold(laptop, mustTell) };
      await pause(1_000);
      engine = await engineOf(laptop.page); // a rebuild opens the page anew
    }
    return { lost: 0, unopened: 0, isTold: await isTold(laptop, mustTell) };
  } catch {
    return { lost: 0, unopened: 1, isTold: false };
  } finally {
    await laptop.kill();
  }
}

/** The word comes with the first screen, and stands until it is put aside. Where it must come it is waited for. */
async function isTold({ page }: Laptop, must: boolean): Promise<boolean> {
  const word = page.getByText('rebuilt from the journal');
  if (must) await word.waitFor({ timeout: 5_000 }).catch(() => {});
  return word.isVisible();
}

async function isSame(engine: PageEngine, before: string): Promise<boolean> {
  return (await engine.everything().catch(() => '')) === before;
}
