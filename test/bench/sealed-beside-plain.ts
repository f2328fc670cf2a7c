import { cp } from 'node:fs/promises';
import { startHubProcess } from '../e2e/support/hub-process.ts';
import { type Laptop, startLaptop } from '../e2e/support/laptop.ts';
import { engineOf } from '../e2e/support/page-engine.ts';
import { setUpVault, unlock } from '../e2e/support/vault.ts';
import type { BenchContext, Figure, Row } from './figure.ts';
import { recordCount } from './filled-laptop.ts';
import { timeTo } from './long-lists.ts';
import { manyPlaybooks } from './many-playbooks.ts';
import { draftsFor, saveEach } from './saved.ts';
import { median, p95 } from './statistics.ts';
import { usedBefore } from './used-before.ts';

const pieceSize = 50;
const words = ['bomb', 'evidence', 'families', 'drone', 'crowd'];
const rows = 'main [role="option"]';
/** Between two saves of a person, in milliseconds, as in saved.ts. */
const breathMs = 100;
/** The index of the search stands by then, in milliseconds. */
const indexed = 8_000;
/** A library that was open on the disk is sealed by then, in milliseconds. */
const untilProtected = 300_000;

type Kind = 'list' | 'search' | 'saved' | 'saved p95';
type Times = Record<Kind, number[]>;

/** What encryption at rest costs somebody who works: the same laptop once plain and once protected, one after the other. */
export const sealedBesidePlain: Figure = {
  name: 'sealed beside plain',
  async measure(context): Promise<readonly Row[]> {
    const { plain, sealed, recoveryKey } = await fillBoth(context);
    const times = { plain: noTimes(), sealed: noTimes() };
    for (let i = 0; i < context.runs; i += 1) {
      context.say(`Sealed beside plain, ${i + 1} of ${context.runs} ...`);
      await measureOn(plain, null, times.plain);
      await measureOn(sealed, recoveryKey, times.sealed);
    }
    return (['list', 'search', 'saved', 'saved p95'] as const).map((kind) => {
      const [value, baseline] = [median(times.sealed[kind]), median(times.plain[kind])];
      context.say(`  ${kind}: ${value.toFixed(1)} ms sealed, ${baseline.toFixed(1)} ms plain`);
      const beside = { baseline: null, beside: '' };
      return { name: `${kind}, sealed against plain`, value: value / baseline, unit: 'x', ...beside, goal: 1.2 };
    });
  },
};

const noTimes = (): Times => ({ list: [], search: [], saved: [], 'saved p95': [] });

/** One folder and its protected copy, of a laptop whose hub is gone: two of one key must not meet it. */
async function fillBoth({ newFolder, say }: BenchContext) {
  const [plain, sealed] = [await newFolder('plain'), await newFolder('plain-sealed')];
  const hub = await startHubProcess({ folder: await newFolder('plain-hub'), sample: true });
  const first = await startLaptop({ folder: plain, hubAddress: hub.address, sample: true });
  const engine = await engineOf(first.page);
  await hub.stop();
  const grant = engine.identity.grants.find(({ roles }) => roles.includes('coordinator'));
  if (grant === undefined) throw new Error('Nobody on this laptop is a coordinator');
  say(`Filling a laptop with ${recordCount} playbooks, to be protected then ...`);
  const playbooks = manyPlaybooks(recordCount, grant.scope);
  for (let at = 0; at < playbooks.length; at += pieceSize) {
    const saved = await engine.call('apply', grant.person, playbooks.slice(at, at + pieceSize).flat());
    if (!saved.ok) throw new Error(`The laptop was not filled: ${saved.failure.kind}`);
  }
  await first.close();
  await usedBefore(() => startLaptop({ folder: plain }));
  await cp(plain, sealed, { recursive: true });
  const protecting = await startLaptop({ folder: sealed });
  await engineOf(protecting.page);
  await protecting.page.evaluate(() => {
    location.hash = '#/vault';
  });
  await protecting.page.getByRole('button', { name: 'Protect this laptop' }).click();
  const { page, recoveryKey } = await setUpVault(protecting, protecting.page);
  await engineOf(page, untilProtected);
  await protecting.close();
  await usedBefore(() => open(sealed, recoveryKey));
  return { plain, sealed, recoveryKey };
}

async function open(folder: string, recoveryKey: string | null): Promise<Laptop> {
  const laptop = await startLaptop({ folder });
  if (recoveryKey !== null) await unlock(laptop.page, recoveryKey, 'Recovery key');
  await engineOf(laptop.page, untilProtected);
  return laptop;
}

async function measureOn(folder: string, recoveryKey: string | null, times: Times): Promise<void> {
  const laptop = await open(folder, recoveryKey);
  const { page } = laptop;
  try {
    await page.waitForTimeout(1_500);
    await timeTo(page, '/settings', 'main h1');
    times.list.push(await timeTo(page, '/playbooks', rows));
    await page.waitForTimeout(indexed);
    for (const word of words) {
      await timeTo(page, '/settings', 'main h1');
      times.search.push(await timeTo(page, `/playbooks?q=${word}`, rows));
    }
    const engine = await engineOf(page);
    await saveEach({ laptop, engine }, (await draftsFor(engine, 'warm')).slice(0, 10), breathMs);
    const saves = await saveEach({ laptop, engine }, await draftsFor(engine, 'measured'), breathMs);
    times.saved.push(median(saves));
    times['saved p95'].push(p95(saves));
  } finally {
    await laptop.close();
  }
}
