/** The app ends in the middle of saving: killed, or with the power of the machine. */
import { setTimeout as pause } from 'node:timers/promises';
import { startHubProcess } from '../e2e/support/hub-process.ts';
import { type Laptop, startLaptop } from '../e2e/support/laptop.ts';
import { engineOf, type PageEngine } from '../e2e/support/page-engine.ts';
import { mountLoopDisk } from './loop-disk.ts';
import {
  nothingYet,
  plus,
  type Suffered,
  someTimeAfter,
  type TortureCase,
  type TortureContext,
} from './torture-case.ts';

const nobodyThere = 'http://127.0.0.1:9';

export const clientKilled: TortureCase = {
  name: 'App killed while it saves (kill -9)',
  times: 30,
  needsMount: false,
  async run(context) {
    const folder = await context.newFolder('killed');
    await enrolIn(context, folder);
    return cutAgainAndAgain(context, folder, (laptop) => laptop.kill());
  },
};

export const clientPowerCut: TortureCase = {
  name: 'Power cut on a laptop while it saves',
  times: 10,
  needsMount: true,
  async run(context) {
    const disk = await mountLoopDisk(600);
    try {
      await enrolIn(context, disk.folder);
      return await cutAgainAndAgain(context, disk.folder, (laptop) =>
        disk.cut(
          () => process.kill(-(laptop.app.process().pid as number), 'SIGSTOP'),
          () => laptop.kill(),
        ),
      );
    } finally {
      await disk.release();
    }
  },
};

export const clientDiskFull: TortureCase = {
  name: 'Disk of a laptop full while it saves',
  isLong: true,
  times: 10,
  needsMount: true,
  async run(context) {
    const disk = await mountLoopDisk(600);
    try {
      await enrolIn(context, disk.folder);
      return await cutAgainAndAgain(context, disk.folder, async (laptop) => {
        const makeRoom = await disk.fillUp();
        // People go on pressing keys: what is refused is no save, and spoils none.
        await pause(3_000);
        await laptop.kill();
        await makeRoom();
      });
    } finally {
      await disk.release();
    }
  },
};

/** A laptop of the sample network, which from then on works without one. */
async function enrolIn(context: TortureContext, folder: string): Promise<void> {
  const hub = await startHubProcess({ folder: await context.newFolder('hub'), sample: true });
  const laptop = await startLaptop({ folder, hubAddress: hub.address, sample: true });
  await engineOf(laptop.page);
  await laptop.close();
  await hub.stop();
}

/** Every opening after a cut is looked through, and is the one that saves until the next cut. */
async function cutAgainAndAgain(
  context: TortureContext,
  folder: string,
  cut: (laptop: Laptop) => Promise<void>,
): Promise<Suffered> {
  const saved = new Set<string>();
  let sum = nothingYet;
  let opened = await open(folder);
  for (let time = 1; opened !== null && time <= context.times; time += 1) {
    const before = saved.size;
    const begun = Promise.withResolvers<void>();
    const saving = saveUntilCut(opened.engine, saved, time, begun.resolve);
    await someTimeAfter(Promise.race([begun.promise, saving]));
    await cut(opened.laptop);
    await saving;
    if (time % 4 === 0) await cutWhileItOpens(folder, cut);
    opened = await open(folder);
    const lost = opened === null ? 0 : await missingOf(opened.engine, saved);
    sum = plus(sum, { times: 1, acknowledged: saved.size - before, lost, unopened: opened === null ? 1 : 0 });
    context.say(`${time} of ${context.times}: ${saved.size - before} saved, ${lost} lost`);
  }
  await opened?.laptop.kill();
  return sum;
}

interface Opened {
  readonly laptop: Laptop;
  readonly engine: PageEngine;
}

/** Null when its engine does not answer. */
async function open(folder: string): Promise<Opened | null> {
  const laptop = await startLaptop({ folder, hubAddress: nobodyThere, sample: true });
  try {
    return { laptop, engine: await engineOf(laptop.page) };
  } catch {
    await laptop.kill();
    return null;
  }
}

/** Whoever comes back from a cut may meet another one: some of them strike while the journal is read. */
async function cutWhileItOpens(folder: string, cut: (laptop: Laptop) => Promise<void>): Promise<void> {
  const laptop = await startLaptop({ folder, hubAddress: nobodyThere, sample: true });
  await pause(Math.random() * 600);
  await cut(laptop);
}

/** Saves one record after another; what was reported as saved is in the set before the next one is begun. */
async function saveUntilCut(engine: PageEngine, saved: Set<string>, time: number, begun: () => void): Promise<void> {
  for (let n = 0; ; n += 1) {
    try {
      saved.add(await engine.create({ title: { en: `Drill ${time}, note ${n}`, ar: `تمرين ${time}` } }));
      begun();
    } catch (error) {
      // Anything else than a refusal: the page is gone.
      if (!String(error).includes('Not saved')) return;
      await pause(20);
    }
  }
}

async function missingOf(engine: PageEngine, saved: ReadonlySet<string>): Promise<number> {
  const there = new Set((await engine.call('list', { type: 'playbook' })).map(({ id }) => id));
  return [...saved].filter((id) => !there.has(id)).length;
}
