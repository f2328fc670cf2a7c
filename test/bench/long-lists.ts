import type { Page } from 'playwright-core';
import { startHubProcess } from '../e2e/support/hub-process.ts';
import { startLaptop } from '../e2e/support/laptop.ts';
import type { BenchContext, Figure, Row } from './figure.ts';
import { fillListsOf } from './filled-lists.ts';
import { median } from './statistics.ts';
import { usedBefore } from './used-before.ts';

const count = 20_000;
/** Somebody has looked at home, in milliseconds; meanwhile the app may have begun to read the long lists of a trainer. */
export const restAfterStart = 1_500;

/**
 * From the click to the painted rows: everybody of a large directory, and the attendance of one session among the marks of
 * many; the first time after a start. Baseline: the settings, which list nothing.
 */
export const longLists: Figure = {
  name: 'open a list of 20,000',
  measure: async (context) => measureLists(context),
};

async function measureLists(context: BenchContext): Promise<readonly Row[]> {
  const hub = await startHubProcess({ folder: await context.newFolder('lists-hub'), sample: true });
  const folder = await context.newFolder('lists');
  const open = () => startLaptop({ folder, hubAddress: hub.address, sample: true });
  const times = { people: [], marks: [], bare: [] } as Record<'people' | 'marks' | 'bare', number[]>;
  try {
    context.say(`Filling a laptop with ${count} people and as many marks ...`);
    const session = await fillListsOf(await open(), { people: count, marks: count });
    await usedBefore(open);
    for (let i = 0; i < context.runs; i += 1) {
      context.say(`Opening long lists, ${i + 1} of ${context.runs} ...`);
      const laptop = await open();
      try {
        const { page } = laptop;
        await page.waitForSelector('main h1');
        await page.waitForTimeout(restAfterStart);
        times.bare.push(await timeTo(page, '/settings', 'main h1'));
        times.people.push(await timeTo(page, '/training/people', 'main [role="option"]'));
        times.bare.push(await timeTo(page, '/settings', 'main h1'));
        times.marks.push(await timeTo(page, `/training/sessions/${session}/attendance`, 'main [data-person]'));
      } finally {
        await laptop.close();
      }
    }
  } finally {
    await hub.stop();
  }
  const row = (name: string, values: readonly number[]): Row => {
    return {
      name,
      value: median(values),
      unit: 'ms',
      baseline: median(times.bare),
      beside: 'a screen without a list',
      goal: 300,
    };
  };
  return [row('open 20,000 people', times.people), row('open attendance among 20,000 marks', times.marks)];
}

/** Milliseconds from a change of the address to the second frame after its rows are there. */
export async function timeTo(page: Page, path: string, selector: string): Promise<number> {
  const took = await page.evaluate(
    async ([hash, wanted]) => {
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      const from = performance.now();
      location.hash = hash as string;
      await frame();
      const giveUp = from + 30_000;
      while (location.hash !== `#${hash}` || document.querySelector(wanted as string) === null) {
        if (performance.now() > giveUp) throw new Error(`${hash} showed no ${wanted} within thirty seconds`);
        await frame();
      }
      await frame();
      return performance.now() - from;
    },
    [path, selector],
  );
  await page.waitForTimeout(500);
  return took;
}
