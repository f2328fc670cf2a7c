/** The hub and its PostgreSQL end in the middle of taking work: killed, or with the power of the machine. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { addScopes, openHubDatabase } from '../bench/sync/bench-hub.ts';
import { draftsOf } from '../bench/sync/drafts.ts';
import { type LightDevice, openLightDevice } from '../bench/sync/light-device.ts';
import { makeRecords, scopeIds } from '../bench/sync/records.ts';
import { type HubProcess, startHubProcess } from '../e2e/support/hub-process.ts';
import { everythingOf } from '../support/everything-of.ts';
import { type LoopDisk, mountLoopDisk } from './loop-disk.ts';
import {
  nothingYet,
  plus,
  type Suffered,
  someTimeAfter,
  type TortureCase,
  type TortureContext,
} from './torture-case.ts';

const writers = 4;

export const hubKilled: TortureCase = {
  name: 'Hub and PostgreSQL killed while they take work (kill -9)',
  times: 30,
  needsMount: false,
  run: async (context) => cutAgainAndAgain(context, await context.newFolder('hub'), (hub) => hub.kill()),
};

export const hubPowerCut: TortureCase = {
  name: 'Power cut on the hub while it takes work',
  times: 10,
  needsMount: true,
  async run(context) {
    const disk = await mountLoopDisk(1_200);
    try {
      const folder = join(disk.folder, 'hub');
      await mkdir(folder);
      return await cutAgainAndAgain(context, folder, (hub) => cutPower(disk, hub));
    } finally {
      await disk.release();
    }
  },
};

export const hubDiskFull: TortureCase = {
  name: 'Disk of the hub full while it takes work',
  isLong: true,
  times: 10,
  needsMount: true,
  async run(context) {
    const disk = await mountLoopDisk(600);
    try {
      const folder = join(disk.folder, 'hub');
      await mkdir(folder);
      return await cutAgainAndAgain(context, folder, async (hub) => {
        const makeRoom = await disk.fillUp();
        // Laptops go on bringing work: what finds no room is not accepted.
        await pause(3_000);
        await hub.kill();
        await makeRoom();
      });
    } finally {
      await disk.release();
    }
  },
};

async function cutPower(disk: LoopDisk, hub: HubProcess): Promise<void> {
  const processes = await hub.processes();
  await disk.cut(
    () => {
      for (const id of processes) process.kill(id, 'SIGSTOP');
    },
    () => hub.kill(),
  );
}

async function cutAgainAndAgain(
  context: TortureContext,
  folder: string,
  cut: (hub: HubProcess) => Promise<void>,
): Promise<Suffered> {
  const hub = await startHubProcess({ folder });
  const devices = await enrolDevices(context, folder, hub.address);
  let sum = nothingYet;
  let acceptedBefore = 0;
  for (let time = 1; time <= context.times; time += 1) {
    const stop = new AbortController();
    const begun = Promise.withResolvers<void>();
    const working = devices.map((device, n) => workUntilCut(device, n, stop.signal, begun.resolve));
    await someTimeAfter(begun.promise);
    await cut(hub);
    stop.abort();
    await Promise.all(working);
    const accepted = new Map((await Promise.all(devices.map(acceptedOf))).flat());
    const unopened = await hub.restart().then(
      () => 0,
      (cause: unknown) => {
        context.say(String(cause));
        return 1;
      },
    );
    const lost = unopened === 1 ? 0 : await missingIn(folder, accepted);
    const fresh = accepted.size - acceptedBefore;
    acceptedBefore = accepted.size;
    sum = plus(sum, { times: 1, acknowledged: fresh, lost, unopened });
    context.say(`${time} of ${context.times}: ${fresh} accepted, ${lost} lost`);
    if (unopened === 1) break;
  }
  for (const device of devices) await device.close();
  await hub.stop();
  return sum;
}

export async function enrolDevices(context: TortureContext, folder: string, address: string): Promise<LightDevice[]> {
  const database = await openHubDatabase(folder);
  await addScopes(database.store, scopeIds);
  const devices: LightDevice[] = [];
  for (let n = 0; n < writers; n += 1) {
    const code = await database.code(scopeIds);
    devices.push(await openLightDevice(await context.newFolder('device'), address, code));
  }
  await database.close();
  return devices;
}

/** Saves and syncs without a pause, and calls `accepted` after each sync. A hub that is gone costs a sync, and nothing else. */
export async function workUntilCut(
  device: LightDevice,
  n: number,
  signal: AbortSignal,
  accepted: () => void,
): Promise<void> {
  const records = makeRecords(4);
  while (!signal.aborted) {
    for (const record of records) await device.save(draftsOf({ ...record, id: crypto.randomUUID() }));
    try {
      await device.sync();
      accepted();
    } catch {
      if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, 20 + n));
    }
  }
}

/** What the hub told this device that it accepted, with the place that it said. */
export async function acceptedOf({ store, device }: LightDevice): Promise<[string, string][]> {
  const scopes = await Promise.all(scopeIds.map((scope) => everythingOf(store, scope)));
  return scopes.flat().flatMap(({ id, scope, seq, origin }) => {
    return seq !== null && origin.device === device ? [[id, `${scope} ${seq}`] as [string, string]] : [];
  });
}

/** How many of these the hub has not, or at another place. Asked of its database: a sync would put it right. */
async function missingIn(folder: string, accepted: ReadonlyMap<string, string>): Promise<number> {
  const there = await placesIn(folder);
  return [...accepted].filter(([id, place]) => there.get(id) !== place).length;
}

/** Everything that the hub on this folder has, with its place. */
export async function placesIn(folder: string): Promise<Map<string, string>> {
  const database = await openHubDatabase(folder);
  const there = new Map<string, string>();
  for (const scope of scopeIds) {
    for (let after = 0; ; ) {
      const page = await database.store.transaction((tx) => tx.page(scope, after, 10_000));
      for (const { seq, operation } of page) there.set(operation.id, `${scope} ${seq}`);
      const last = page.at(-1);
      if (last === undefined) break;
      after = last.seq;
    }
  }
  await database.close();
  return there;
}
