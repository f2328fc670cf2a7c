/** Damage to the files of the app's database, in eight kinds: everything that was saved must be there afterwards. */
import { cp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startHubProcess } from '../e2e/support/hub-process.ts';
import { removeFolder, startLaptop } from '../e2e/support/laptop.ts';
import { engineOf, type PageEngine } from '../e2e/support/page-engine.ts';
import { nothingYet, plus, type Suffered, type TortureCase, type TortureContext } from './torture-case.ts';

type Damage = (folder: string) => Promise<void>;

const largest = async (folder: string, names: RegExp): Promise<string> => {
  const paths = (await readdir(folder)).filter((name) => names.test(name)).map((name) => join(folder, name));
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  const found = paths[sizes.indexOf(Math.max(...sizes))];
  if (found === undefined) throw new Error(`The database has no file like ${names}`);
  return found;
};

async function flip(path: string): Promise<void> {
  const bytes = await readFile(path);
  for (let n = 0; n < 64; n += 1) {
    const at = Math.floor(Math.random() * bytes.length);
    bytes[at] = (bytes[at] as number) ^ 0xff;
  }
  await writeFile(path, bytes);
}

/** What happens to files: by a bad sector, by a power cut, by a well-meaning cleaner. */
const damages: Readonly<Record<string, Damage>> = {
  'table flipped': async (folder) => flip(await largest(folder, /\.ldb$/)),
  'table gone': async (folder) => rm(await largest(folder, /\.ldb$/)),
  'log flipped': async (folder) => flip(await largest(folder, /\.log$/)),
  'log cut': async (folder) => {
    const path = await largest(folder, /\.log$/);
    await truncate(path, Math.floor((await stat(path)).size / 2));
  },
  'manifest flipped': async (folder) => flip(await largest(folder, /^MANIFEST/)),
  'manifest empty': async (folder) => writeFile(await largest(folder, /^MANIFEST/), ''),
  'CURRENT gone': (folder) => rm(join(folder, 'CURRENT')),
  'CURRENT is garbage': (folder) => writeFile(join(folder, 'CURRENT'), 'garbage'),
};

export const corruption: TortureCase = {
  name: 'Database files of the app damaged, eight kinds',
  times: Object.keys(damages).length * 2,
  needsMount: false,
  async run(context) {
    const { folder, before, records } = await fill(context);
    const kinds = Object.entries(damages);
    const first = Math.floor(Math.random() * kinds.length);
    let sum = nothingYet;
    for (let time = 0; time < context.times; time += 1) {
      const [kind, damage] = kinds[(first + time) % kinds.length] as [string, Damage];
      const copy = await context.newFolder('damaged');
      await cp(folder, copy, { recursive: true });
      await damage(await databaseIn(copy));
      const came = await lookAgain(copy, before);
      sum = plus(sum, { times: 1, acknowledged: records, ...came });
      context.say(
        `${time + 1} of ${context.times}, ${kind}: ${came.lost + came.unopened === 0 ? 'all there' : 'LOST'}`,
      );
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

async function lookAgain(folder: string, before: string): Promise<Pick<Suffered, 'lost' | 'unopened'>> {
  const laptop = await startLaptop({ folder, hubAddress: 'http://127.0.0.1:9', sample: true });
  try {
    const deadline = Date.now() + foundWithin;
    let engine = await engineOf(laptop.page);
    while (!(await isSame(engine, before))) {
      if (Date.now() > deadline) return { lost: 1, unopened: 0 };
      await pause(1_000);
      engine = await engineOf(laptop.page); // a rebuild opens the page anew
    }
    return { lost: 0, unopened: 0 };
  } catch {
    return { lost: 0, unopened: 1 };
  } finally {
    await laptop.kill();
  }
}

async function isSame(engine: PageEngine, before: string): Promise<boolean> {
  return (await engine.everything().catch(() => '')) === before;
}
