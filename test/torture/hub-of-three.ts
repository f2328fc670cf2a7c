/** Three hub processes on one PostgreSQL, one of which is killed while sixteen laptops write and read through any of them. */

import { startEmbeddedPostgres } from '../../hub/db/embedded-postgres.ts';
import { systemPorts } from '../../hub/start-hub.ts';
import { uuidv7 } from '../../shared/base/ids.ts';
import { addScopes, openDatabaseAt } from '../bench/sync/bench-hub.ts';
import { type HubProcess, startHubProcess } from '../e2e/support/hub-process.ts';
import { everythingOf } from '../support/everything-of.ts';
import { faultsIn, type LaptopAtHubs, openLaptopAtHubs, syncSomewhere, writeOn } from '../support/laptops-at-hubs.ts';
import { nothingYet, plus, someTimeAfter, type TortureCase } from './torture-case.ts';

const processes = [1, 2, 3];
const writers = 16;
/** Each blow has the next of so many scopes, so that none grows without end. */
const mostScopes = 50;

export const hubOfThreeKilled: TortureCase = {
  name: 'One of three hubs on one PostgreSQL killed while 16 laptops write (kill -9)',
  isLong: true,
  times: 30,
  needsMount: false,
  async run(context) {
    const folder = await context.newFolder('hubs');
    const server = await startEmbeddedPostgres(folder);
    const { store, code, close } = openDatabaseAt(server.url);
    const hubs = await Promise.all(processes.map(() => startHubProcess({ folder, env: { DATABASE_URL: server.url } })));
    const scopes = Array.from({ length: Math.min(context.times, mostScopes) }, () =>
      uuidv7(systemPorts.clock, systemPorts.random),
    );
    await addScopes(store, scopes);
    const laptops: LaptopAtHubs[] = [];
    for (let n = 0; n < writers; n += 1)
      laptops.push(await openLaptopAtHubs(context.newFolder, hubs, await code(scopes)));
    let sum = nothingYet;
    for (let time = 1; time <= context.times; time += 1) {
      const scope = scopes[time % scopes.length] as string;
      const before = await acknowledgedIn(laptops, scope);
      await killOne(hubs, laptops, scope);
      const acknowledged = await acknowledgedIn(laptops, scope);
      await Promise.all(laptops.map(syncSomewhere));
      const { places, faults } = await faultsIn(store, scope, laptops);
      for (const fault of faults) context.say(fault);
      const gone = [...acknowledged].filter(([id, seq]) => places.get(id) !== seq).length;
      const fresh = acknowledged.size - before.size;
      sum = plus(sum, { times: 1, acknowledged: fresh, lost: gone + faults.length, unopened: 0 });
      context.say(`${time} of ${context.times}: ${fresh} accepted, ${gone} lost, ${faults.length} faults`);
    }
    for (const { device } of laptops) await device.close();
    await close();
    for (const hub of hubs) await hub.stop();
    await server.stop();
    return sum;
  },
};

/** All write; one hub ends in the middle of it, the others go on for a while, and it comes back. */
async function killOne(hubs: readonly HubProcess[], laptops: readonly LaptopAtHubs[], scope: string): Promise<void> {
  const stop = new AbortController();
  const begun = Promise.withResolvers<void>();
  const plan = { isDone: () => stop.signal.aborted, synced: begun.resolve };
  const working = Promise.all(laptops.map((laptop) => writeOn(laptop, scope, plan))).then(() => undefined);
  await someTimeAfter(Promise.race([begun.promise, working]));
  const hub = hubs[Math.floor(Math.random() * hubs.length)] as HubProcess;
  await hub.kill();
  await someTimeAfter(Promise.resolve());
  stop.abort();
  await working;
  await hub.restart();
}

/** Everything of a scope that some laptop was told to be in the order, with its place. */
async function acknowledgedIn(laptops: readonly LaptopAtHubs[], scope: string): Promise<Map<string, number>> {
  const held = await Promise.all(laptops.map(({ device }) => everythingOf(device.store, scope)));
  return new Map(held.flat().flatMap(({ id, seq }) => (seq === null ? [] : [[id, seq] as const])));
}
