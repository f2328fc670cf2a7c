import { startHubProcess } from '../e2e/support/hub-process.ts';
import { startLaptop } from '../e2e/support/laptop.ts';
import type { BenchContext, Figure, Row } from './figure.ts';
import { fillListsOf } from './filled-lists.ts';
import { restAfterStart, timeTo } from './long-lists.ts';
import { median } from './statistics.ts';
import { usedBefore } from './used-before.ts';

const people = 20_000;
const marks = 100_000;
/** People who were assessed in each competency of a course. */
const results = 5_000;
/** Milliseconds in which 170,000 records that came at once are packed and made searchable; years bring them one by one. */
const settling = 90_000;

/**
 * From the click to the painted rows of one session's roster, of its attendance, and of the map of people and competencies, on a laptop
 * that holds the marks of years; the first time after a start. Baseline: the settings, which list nothing.
 */
export const rosterAmongMarks: Figure = {
  name: 'open a roster among 100,000 marks',
  measure: async (context) => measureRoster(context),
};

async function measureRoster(context: BenchContext): Promise<readonly Row[]> {
  const hub = await startHubProcess({ folder: await context.newFolder('marks-hub'), sample: true });
  const folder = await context.newFolder('marks');
  const open = () => startLaptop({ folder, hubAddress: hub.address, sample: true });
  const times = { roster: [], attendance: [], map: [], bare: [] } as Record<
    'roster' | 'attendance' | 'map' | 'bare',
    number[]
  >;
  try {
    context.say(`Filling a laptop with ${people} people and ${marks} marks ...`);
    const session = `/training/sessions/${await fillListsOf(await open(), { people, marks, results })}`;
    await usedBefore(open, settling);
    for (let i = 0; i < context.runs; i += 1) {
      context.say(`Opening a roster, ${i + 1} of ${context.runs} ...`);
      const laptop = await open();
      try {
        const { page } = laptop;
        await page.waitForSelector('main h1');
        await page.waitForTimeout(restAfterStart);
        times.bare.push(await timeTo(page, '/settings', 'main h1'));
        times.roster.push(await timeTo(page, session, 'main [role="option"]'));
        times.bare.push(await timeTo(page, '/settings', 'main h1'));
        times.attendance.push(await timeTo(page, `${session}/attendance`, 'main [data-person]'));
        times.bare.push(await timeTo(page, '/settings', 'main h1'));
        times.map.push(await timeTo(page, '/training/competencies', 'main [role="option"]'));
      } finally {
        await laptop.close();
      }
    }
  } finally {
    await hub.stop();
  }
  const [baseline, beside] = [median(times.bare), 'a screen without a list'];
  const row = (name: string, values: readonly number[]): Row => {
    return { name, value: median(values), unit: 'ms', baseline, beside, goal: 300 };
  };
  return [
    row('open a roster among 100,000 marks', times.roster),
    row('open attendance among 100,000 marks', times.attendance),
    row('open the map of 5,000 people and 8 competencies among 100,000 marks', times.map),
  ];
}
