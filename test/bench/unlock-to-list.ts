import { startHubProcess } from '../e2e/support/hub-process.ts';
import { type Laptop, startLaptop } from '../e2e/support/laptop.ts';
import { engineOf } from '../e2e/support/page-engine.ts';
import { setUpVault, unlock } from '../e2e/support/vault.ts';
import type { BenchContext, Figure, Row } from './figure.ts';
import { manyPlaybooks } from './many-playbooks.ts';
import { median } from './statistics.ts';
import { usedBefore } from './used-before.ts';

const pieceSize = 500;
/** So many are saved in less than the minutes after which a laptop that nobody touches locks itself. */
const perUnlock = 20_000;

/**
 * From the press on Unlock to the painted rows of the library, on a protected laptop with so many records that no hub has yet. It is
 * unlocked by the recovery key, which needs no stretching: what is measured is what comes beyond that.
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
  const hub = await startHubProcess({ folder: await newFolder('hub'), sample: true });
  const laptop = await startLaptop({ folder, hubAddress: hub.address, sample: true });
  try {
    const { page } = laptop;
    const { grants } = (await engineOf(page)).identity;
    await hub.stop();
    await page.evaluate(() => {
      location.hash = '#/vault';
    });
    await page.getByRole('button', { name: 'Protect this laptop' }).click();
    const { recoveryKey } = await setUpVault(laptop, page);
    const grant = grants.find(({ roles }) => roles.includes('coordinator'));
    if (grant === undefined) throw new Error('Nobody on this laptop is a coordinator');
    await laptop.close();
    say(`Filling a protected laptop with ${records} playbooks ...`);
    const playbooks = manyPlaybooks(records, grant.scope);
    for (let at = 0; at < playbooks.length; at += perUnlock) {
      await fillMore({ folder, recoveryKey, person: grant.person }, playbooks.slice(at, at + perUnlock));
    }
    await usedBefore(async () => {
      const again = await startLaptop({ folder });
      await unlockTimed(again, recoveryKey);
      return again;
    });
    return { folder, recoveryKey };
  } finally {
    await laptop.close().catch(() => {});
  }
}

async function fillMore(
  { folder, recoveryKey, person }: { readonly folder: string; readonly recoveryKey: string; readonly person: string },
  playbooks: ReturnType<typeof manyPlaybooks>,
): Promise<void> {
  const laptop = await startLaptop({ folder });
  try {
    await unlock(laptop.page, recoveryKey, 'Recovery key');
    const engine = await engineOf(laptop.page);
    for (let at = 0; at < playbooks.length; at += pieceSize) {
      const saved = await engine.call('apply', person, playbooks.slice(at, at + pieceSize).flat());
      if (!saved.ok) throw new Error(`The laptop was not filled: ${saved.failure.kind}`);
    }
  } finally {
    await laptop.close();
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
