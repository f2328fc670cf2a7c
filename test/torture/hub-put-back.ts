/** The hub is lost and put back from a backup of some time ago: laptops give it back what it had accepted since ([RH1], [RH2]). */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startHubProcess } from '../e2e/support/hub-process.ts';
import { acceptedOf, enrolDevices, placesIn, workUntilCut } from './hub-cuts.ts';
import { nothingYet, plus, someTimeAfter, type TortureCase } from './torture-case.ts';

export const hubPutBack: TortureCase = {
  name: 'Hub put back to an older backup',
  isLong: true,
  times: 10,
  needsMount: false,
  async run(context) {
    const [folder, backups] = [await context.newFolder('hub'), await context.newFolder('backups')];
    const hub = await startHubProcess({ folder });
    const devices = await enrolDevices(context, folder, hub.address);
    let sum = nothingYet;
    let before = 0;
    for (let time = 1; time <= context.times; time += 1) {
      const stop = new AbortController();
      const begun = Promise.withResolvers<void>();
      const working = devices.map((device, n) => workUntilCut(device, n, stop.signal, begun.resolve));
      await begun.promise;
      const backup = join(backups, `${time}.backup`);
      await hub.admin('backup', backup);
      const since = new Set((await placesIn(folder)).keys());
      await someTimeAfter(Promise.resolve());
      await hub.kill();
      stop.abort();
      await Promise.all(working);
      const accepted = new Set((await Promise.all(devices.map(acceptedOf))).flat().map(([id]) => id));
      await rm(folder, { recursive: true });
      await hub.admin('restore', backup);
      await hub.restart();
      for (const device of [...devices, ...devices]) await device.sync();
      const there = await placesIn(folder);
      const lost = [...accepted].filter((id) => !there.has(id)).length;
      const regained = [...accepted].filter((id) => !since.has(id)).length;
      sum = plus(sum, { times: 1, acknowledged: accepted.size - before, lost, unopened: 0 });
      before = accepted.size;
      context.say(`${time} of ${context.times}: ${regained} accepted after the backup, ${lost} lost`);
    }
    for (const device of devices) await device.close();
    await hub.stop();
    return sum;
  },
};
