import type { Page } from 'playwright-core';
import { uuidv7 } from '../../shared/base/ids.ts';
import { attendanceMark, dayParts } from '../../shared/domain/training/attendance-mark.ts';
import { course } from '../../shared/domain/training/course.ts';
import { enrolment } from '../../shared/domain/training/enrolment.ts';
import { person } from '../../shared/domain/training/person.ts';
import { session } from '../../shared/domain/training/session.ts';
import { startHubProcess } from '../e2e/support/hub-process.ts';
import { type Laptop, startLaptop } from '../e2e/support/laptop.ts';
import { engineOf, type PageEngine } from '../e2e/support/page-engine.ts';
import { type Seeded, seeded } from '../sim/seeded.ts';
import type { BenchContext, Figure, Row } from './figure.ts';
import { median } from './statistics.ts';

const count = 20_000;
/** Records saved at once while the laptop is filled. */
const pieceSize = 500;
const rosterSize = 40;
/** Somebody has looked at home first, in milliseconds; meanwhile the app reads the long lists of a trainer. */
const restAfterStart = 8_000;
/** After the filling, until the search has kept its index: it is not built anew in the middle of what is measured. */
const restAfterFilling = 15_000;
const marksOfSession = rosterSize * dayParts.length;
const day = '2020-11-23';

const given =
  'Amal Igor Jamila Anton Renée Yulan Tomas Fatima Ксения Антон جميلة يوسف 陈玉兰 李浩然 José Nadezhda'.split(' ');
const family = 'Berrada Valenko القاسمي الخطيب Grebnev Рузова Lefèvre Müller Okafor Lindqvist Sato Орел'.split(' ');

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
    const sessionId = await filled(context, await open(), () => hub.stop());
    for (let i = 0; i < context.runs; i += 1) {
      context.say(`Opening long lists, ${i + 1} of ${context.runs} ...`);
      const laptop = await open();
      try {
        const { page } = laptop;
        await asTrainer(page);
        await page.waitForTimeout(restAfterStart);
        times.bare.push(await timeTo(page, '/settings', 'main h1'));
        times.people.push(await timeTo(page, '/training/people', 'main [role="option"]'));
        await timeTo(page, '/settings', 'main h1');
        times.marks.push(await timeTo(page, `/training/sessions/${sessionId}/attendance`, 'main [data-person]'));
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

/** Goes on as the profile that takes attendance. */
async function asTrainer(page: Page): Promise<void> {
  const { identity } = await engineOf(page);
  const trainer = identity.grants.find(({ roles }) => roles.includes('trainer') || roles.includes('coordinator'));
  await page.evaluate((who) => localStorage.setItem('waypost.profile', who), trainer?.person ?? '');
  await page.reload();
  await engineOf(page);
}

/** Milliseconds from a change of the address to the second frame after its rows are there. */
async function timeTo(page: Page, path: string, selector: string): Promise<number> {
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

/** Fills a laptop and closes it; resolves with the session whose attendance is opened. */
async function filled({ say }: BenchContext, laptop: Laptop, stopHub: () => Promise<void>): Promise<string> {
  say(`Filling a laptop with ${count} people and as many marks ...`);
  const engine = await engineOf(laptop.page);
  // What is saved here goes nowhere: sending it would be in the middle of what is measured.
  await stopHub();
  const made = await fill(laptop.page, engine);
  await laptop.page.waitForTimeout(restAfterFilling);
  await laptop.close();
  return made;
}

/** A record as it is handed to the page, which makes its drafts: the way there is slow for much. */
interface PlainRecord {
  readonly type: string;
  readonly id: string;
  /** By field key. */
  readonly values: Readonly<Record<string, string>>;
}

async function fill(page: Page, engine: PageEngine): Promise<string> {
  const grant = engine.identity.grants.find(({ roles }) => roles.includes('coordinator'));
  if (grant === undefined) throw new Error('Nobody on this laptop is a coordinator');
  const random = seeded(20_261_127);
  const newId = () => uuidv7({ now: () => Date.UTC(2026, 10, 1) }, random);
  const people = Array.from({ length: count }, (_, number) => record(person.type, newId(), nameOf(random, number)));
  const taught = record(course.type, newId(), { 'title.en': 'Evidence across borders' });
  const place = { course: taught.id, place: 'Quay Street', timeZone: 'UTC', start: day, end: day };
  const sessions = Array.from({ length: count / marksOfSession }, () => record(session.type, newId(), place));
  const rosterOf = (number: number) => people.slice(number * rosterSize, (number + 1) * rosterSize);
  const marks = sessions.flatMap((each, number) =>
    rosterOf(number).flatMap((who) =>
      dayParts.map((part) =>
        record(attendanceMark.type, newId(), { session: each.id, person: who.id, day, part, mark: 'present' }),
      ),
    ),
  );
  const [opened] = sessions as [PlainRecord];
  const enrolled = rosterOf(0).map((who) =>
    record(enrolment.type, newId(), { session: opened.id, person: who.id, status: 'enrolled' }),
  );
  const records = [...people, taught, opened, ...enrolled, ...marks];
  for (let at = 0; at < records.length; at += pieceSize) {
    await page.evaluate(saveInPage, { ...grant, records: records.slice(at, at + pieceSize) });
  }
  return opened.id;
}

/** Runs in the page: creates records as one action. */
async function saveInPage({
  person: author,
  scope,
  records,
}: {
  person: string;
  scope: string;
  records: readonly PlainRecord[];
}): Promise<void> {
  const { testEngine } = globalThis as never as {
    testEngine: { apply(author: string, drafts: readonly unknown[]): Promise<{ ok: boolean }> };
  };
  const drafts = records.flatMap(({ type, id, values }) => {
    const base = { scope, type, record: id, supersedes: [] };
    const sets = Object.entries(values).map(([field, value]) => ({ ...base, kind: 'set', field, value }));
    return [{ ...base, kind: 'create', field: '@exists', value: null }, ...sets];
  });
  if (!(await testEngine.apply(author, drafts)).ok) throw new Error('The laptop was not filled');
}

const record = (type: string, id: string, values: PlainRecord['values']): PlainRecord => ({ type, id, values });

const nameOf = (random: Seeded, number: number) => ({
  name: `${random.pick(given)} ${random.pick(family)} ${number % 977}`,
});
