import type { Page } from 'playwright-core';
import { uuidv7 } from '../../shared/base/ids.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import type { OperationDraft } from '../../shared/domain/record-state.ts';
import { attendanceMark } from '../../shared/domain/training/attendance-mark.ts';
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
const pieceSize = 250;
const rosterSize = 40;

const given =
  'Amal Igor Jamila Anton Renée Yulan Tomas Fatima Ксения Антон جميلة يوسف 陈玉兰 李浩然 José Nadezhda'.split(' ');
const family = 'Berrada Valenko القاسمي الخطيب Grebnev Рузова Lefèvre Müller Okafor Lindqvist Sato Орел'.split(' ');

/**
 * From the click to the painted rows: everybody of a large directory, and the attendance of one session among the marks of
 * many. The first time after a start, when nothing of it is in memory. Baseline: the settings, which list nothing.
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
        await engineOf(page);
        await page.waitForTimeout(4_000); // as somebody who has looked at home first
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

/** Milliseconds from a change of the address to the second frame after its rows are there. */
async function timeTo(page: Page, path: string, selector: string): Promise<number> {
  const took = await page.evaluate(
    async ([hash, wanted]) => {
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      const from = performance.now();
      location.hash = hash as string;
      await frame();
      while (location.hash !== `#${hash}` || document.querySelector(wanted as string) === null) await frame();
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
  const made = await fill(engine);
  await laptop.close();
  return made;
}

async function fill(engine: PageEngine): Promise<string> {
  const grant = engine.identity.grants.find(({ roles }) => roles.includes('coordinator'));
  if (grant === undefined) throw new Error('Nobody on this laptop is a coordinator');
  const { scope, person: author } = grant;
  const random = seeded(20_261_127);
  const newId = () => uuidv7({ now: () => Date.UTC(2026, 10, 1) }, random);
  const save = async (records: readonly (readonly OperationDraft[])[]) => {
    for (let at = 0; at < records.length; at += pieceSize) {
      const saved = await engine.call('apply', author, records.slice(at, at + pieceSize).flat());
      if (!saved.ok) throw new Error(`The laptop was not filled: ${saved.failure.kind}`);
    }
  };
  const people = Array.from({ length: count }, newId);
  await save(people.map((id, number) => made(createRecord(person, { scope, id }, nameOf(random, number)))));
  const courseId = newId();
  await save([made(createRecord(course, { scope, id: courseId }, { title: { en: 'Evidence across borders' } }))]);
  const sessions = Array.from({ length: count / rosterSize / 2 }, newId);
  const half = { day: '2020-11-23', part: 'morning' } as const;
  for (const [number, id] of sessions.entries()) {
    const roster = people.slice(number * rosterSize, (number + 1) * rosterSize);
    const place = { course: courseId, place: 'Quay Street', timeZone: 'UTC', start: '2020-11-23', end: '2020-11-23' };
    await save([
      made(createRecord(session, { scope, id }, place)),
      ...roster.map((who) =>
        made(createRecord(enrolment, { scope, id: newId() }, { session: id, person: who, status: 'enrolled' })),
      ),
      ...roster.flatMap((who) =>
        (['morning', 'afternoon'] as const).map((part) =>
          made(
            createRecord(
              attendanceMark,
              { scope, id: newId() },
              { ...half, part, session: id, person: who, mark: 'present', at: 1_600_000_000_000, by: 'Bench' },
            ),
          ),
        ),
      ),
    ]);
  }
  return sessions[7] as string;
}

function nameOf(random: Seeded, number: number) {
  const name = `${random.pick(given)} ${random.pick(family)} ${number % 977}`;
  return { name, organisation: number % 3 === 0 ? 'Tolmara' : 'Sorrel Coast', role: 'Officer' };
}

function made<F>(result: { ok: true; value: OperationDraft[] } | { ok: false; failure: F }): OperationDraft[] {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}
