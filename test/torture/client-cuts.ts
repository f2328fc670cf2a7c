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

async function cutAgainAndAgain(
  context: TortureContext,
  folder: string,
  cut: (laptop: Laptop) => Promise<void>,
): Promise<Suffered> {
  const saved = new Set<string>();
  let sum = nothingYet;
  for (let time = 1; time <= context.times; time += 1) {
    const laptop = await startLaptop({ folder, hubAddress: nobodyThere, sample: true });
    const engine = await engineOf(laptop.page);
    const before = saved.size;
    const begun = Promise.withResolvers<void>();
    const saving = saveUntilCut(engine, saved, time, begun.resolve);
    await someTimeAfter(Promise.race([begun.promise, saving]));
    await cut(laptop);
    await saving;
    const after = await lookAgain(folder, saved);
    sum = plus(sum, { times: 1, acknowledged: saved.size - before, ...after });
    context.say(`${time} of ${context.times}: ${saved.size - before} saved, ${after.lost} lost`);
  }
  return sum;
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

async function lookAgain(folder: string, saved: ReadonlySet<string>): Promise<Pick<Suffered, 'lost' | 'unopened'>> {
  const laptop = await startLaptop({ folder, hubAddress: nobodyThere, sample: true });
  try {
    const engine = await engineOf(laptop.page);
    const there = new Set((await engine.call('list', { type: 'playbook' })).map(({ id }) => id));
    return { lost: [...saved].filter((id) => !there.has(id)).length, unopened: 0 };
  } catch {
    return { lost: 0, unopened: 1 };
  } finally {
    await laptop.kill();
  }
}
