import { startHubProcess } from '../e2e/support/hub-process.ts';
import { type Laptop, startLaptop } from '../e2e/support/laptop.ts';
import { engineOf, type PageEngine } from '../e2e/support/page-engine.ts';
import { setUpVault, unlock } from '../e2e/support/vault.ts';
import type { BenchContext, Figure, Row } from './figure.ts';
import { manyPlaybooks } from './many-playbooks.ts';
import { median } from './statistics.ts';
import { bringToHub, openHubDatabase } from './sync/bench-hub.ts';
import { usedBefore } from './used-before.ts';

/**
 * From the press on Unlock to the painted rows of the library, on a protected laptop that has pulled so many records from its hub, without
 * the hub. It is unlocked by the recovery key, which needs no stretching: what is measured is what comes beyond that.
 */
const unlockToList = (records: number, goal: number): Figure => ({
  name: `unlock to usable list, ${records} records`,
  async measure(context): Promise<readonly Row[]> {
    const { folder, recoveryKey } = await fillProtected(context, records);
    const took: number[] = [];
    for (let i = 0; i < context.runs; i += 1) {
      context.say(`Unlock ${i + 1} of ${context.runs} ...`);
      const laptop = await startLaptop({ folder });
      took.push(await unlockTimed(laptop, recoveryKey));
      await laptop.close();
    }
    const name = `unlock to usable list, ${records} records`;
    return [{ name, value: median(took), unit: 'ms', baseline: null, beside: 'the key is not stretched', goal }];
  },
});

export const unlockToLists: readonly Figure[] = [unlockToList(20_000, 1_500), unlockToList(100_000, 5_000)];

async function fillProtected({ newFolder, say }: BenchContext, records: number) {
  const folder = await newFolder('sealed');
  const hubFolder = await newFolder('hub');
  const hub = await startHubProcess({ folder: hubFolder, sample: true });
  const database = await openHubDatabase(hubFolder);
  let laptop = await startLaptop({ folder, hubAddress: hub.address, sample: true });
  try {
    const { page } = laptop;
    const { grants } = (await engineOf(page)).identity;
    await page.evaluate(() => {
      location.hash = '#/vault';
    });
    await page.getByRole('button', { name: 'Protect this laptop' }).click();
    const { recoveryKey } = await setUpVault(laptop, page);
    const grant = grants.find(({ roles }) => roles.includes('coordinator'));
    if (grant === undefined) throw new Error('Nobody on this laptop is a coordinator');
    await laptop.close();
    say(`Filling a hub with ${records} playbooks ...`);
    await bringToHub({ address: hub.address, code: database.code }, newFolder, manyPlaybooks(records, grant.scope));
    say('Pulling them ...');
    laptop = await startLaptop({ folder, hubAddress: hub.address, sample: true });
    await unlock(laptop.page, recoveryKey, 'Recovery key');
    await pull(await engineOf(laptop.page, 60_000), records);
    await laptop.close();
    await usedBefore(async () => {
      const again = await startLaptop({ folder });
      await unlockTimed(again, recoveryKey);
      return again;
    });
    return { folder, recoveryKey };
  } finally {
    await laptop.close().catch(() => {});
    await database.close();
    await hub.stop();
  }
}

async function pull({ call }: PageEngine, records: number): Promise<void> {
  for (let before = -1; ; ) {
    const synced = await call('sync');
    if (!synced.ok) throw new Error(`The laptop did not sync: ${synced.failure.kind}`);
    const { length } = await call('list', { type: 'playbook' });
    if (length >= records) return;
    if (length === before) throw new Error(`The hub gave ${length} of ${records} playbooks and no more`);
    before = length;
  }
}

async function unlockTimed({ page }: Laptop, recoveryKey: string): Promise<number> {
  await page.getByRole('radio', { name: 'Recovery key' }).check({ force: true });
  await page.getByRole('textbox', { name: 'Recovery key' }).fill(recoveryKey);
  // The worker of the next engine has loaded by the time that somebody has typed.
  await page.waitForTimeout(1_000);
  return page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    location.hash = '#/playbooks';
    const from = performance.now();
    document.querySelector<HTMLButtonElement>('button[type="submit"]')?.click();
    while (document.querySelectorAll('main [role="option"]').length < 5) await frame();
    await frame();
    await frame();
    return performance.now() - from;
  });
}
