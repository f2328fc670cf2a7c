/**
 * Forty people of a session marked in the real window at the pace of people: 120 to 250 ms a key or a tap, 600 to 900 ms to look at
 * each person. Three ways, each with the same day: two are not there and one is excused, two of them come late after all, and somebody comes
 * who is on no list. By keys down the list, by keys as people come through the door, and by a finger.
 */
import { samplePeople } from '../../hub/network/sample-network.ts';
import { startHubProcess } from '../e2e/support/hub-process.ts';
import { startLaptop } from '../e2e/support/laptop.ts';
import { engineOf } from '../e2e/support/page-engine.ts';
import { seeded } from '../sim/seeded.ts';
import type { BenchContext, Figure, Row } from './figure.ts';
import { type Hands, handsOn } from './marking-hands.ts';
import { fortyPeople, openAttendance, rosterSize, type ShownRow, shownRows } from './marking-room.ts';

/** Places in the list. */
const away = [7, 23] as const;
const excused = 31;
const walkIn = 'Li Wen';
const marked = rosterSize + 1;
const random = seeded(20_261_128);

export const marking: Figure = { name: 'forty people marked', measure: async (context) => measure(context) };

type Way = (hands: Hands, rows: readonly ShownRow[]) => Promise<void>;

async function measure({ newFolder, say }: BenchContext): Promise<readonly Row[]> {
  const hub = await startHubProcess({ folder: await newFolder('marking-hub'), sample: true });
  const laptop = await startLaptop({ folder: await newFolder('marking'), hubAddress: hub.address, sample: true });
  const { page } = laptop;
  const ways: readonly (readonly [string, Way, number | null])[] = [
    ['by keys down the list', downTheList, 1.5],
    ['by keys as they come', asTheyCome, null],
    ['by touch', byTouch, 1.5],
  ];
  const rows: Row[] = [];
  try {
    await engineOf(page);
    await page.evaluate((who) => localStorage.setItem('waypost.profile', who), samplePeople.coordinator.person);
    await page.reload();
    const engine = await engineOf(page);
    const hands = await handsOn(page, random);
    for (const [name, way, goal] of ways) {
      say(`Marking forty people ${name} ...`);
      await openAttendance(page, await fortyPeople(engine));
      const [began, before] = [performance.now(), hands.actions];
      await way(hands, await shownRows(page));
      const took = performance.now() - began;
      const actions = (hands.actions - before) / marked;
      await page.waitForFunction(
        (count) =>
          document.querySelectorAll('main [data-person]').length === count &&
          document.querySelector('main [data-saving="true"]') === null,
        marked,
      );
      assertMarked(name, await shownRows(page));
      const plain = { baseline: null, beside: '' };
      rows.push({ ...plain, name: `forty people marked ${name}`, value: took, unit: 'ms', goal: 300_000 });
      rows.push({ ...plain, name: `actions for each of them, ${name}`, value: actions, unit: 'actions', goal });
    }
  } finally {
    await laptop.close();
    await hub.stop();
  }
  return rows;
}

/** A roll call: a letter for each, and the list goes on by itself. */
const downTheList: Way = async (hands, rows) => {
  await showRow(hands, 0);
  for (const at of rows.keys()) {
    await hands.look();
    await hands.press(at === excused ? 'e' : (away as readonly number[]).includes(at) ? 'a' : 'p');
  }
  // The list is before one's eyes: who comes late is found by the number of the row.
  await theLate(hands, (at) => showRow(hands, at));
};

/** Whoever stands in the door is looked for, in no order; nobody has to be looked for who does not come. */
const asTheyCome: Way = async (hands, rows) => {
  const here = [...rows.keys()].filter((at) => !(away as readonly number[]).includes(at));
  for (const at of shuffled(here)) {
    await hands.look();
    await find(hands, rows, at);
    await hands.press(at === excused ? 'e' : 'p');
  }
  await theLate(hands, (at) => find(hands, rows, at));
};

/** One tap is present; two more are absent, three excused. */
const byTouch: Way = async (hands, rows) => {
  for (const [at, { person }] of rows.entries()) {
    await hands.look();
    // Who is not there is passed over, and tapped when they come.
    if ((away as readonly number[]).includes(at)) continue;
    for (let taps = at === excused ? 4 : 1; taps > 0; taps -= 1) await hands.tap(person);
  }
  for (const at of away) {
    await hands.look();
    for (let taps = 0; taps < 2; taps += 1) await hands.tap((rows[at] as ShownRow).person);
  }
  await theWalkIn(hands);
};

async function theLate(hands: Hands, bring: (at: number) => Promise<void>): Promise<void> {
  for (const at of away) {
    await hands.look();
    await bring(at);
    await hands.press('l');
  }
  await theWalkIn(hands);
}

async function theWalkIn(hands: Hands): Promise<void> {
  await hands.look();
  await hands.press('/');
  await hands.type(walkIn);
  await hands.press('Enter');
}

/** Brings a row under the keys by its number. */
async function showRow(hands: Hands, at: number): Promise<void> {
  await hands.press('/');
  await hands.type(String(at + 1));
  await hands.press('Enter');
}

async function find(hands: Hands, rows: readonly ShownRow[], at: number): Promise<void> {
  await hands.press('/');
  await hands.type(lettersOf(rows, at));
  await hands.press('Enter');
}

/** The fewest first letters of the whole name that bring this person first. */
function lettersOf(rows: readonly ShownRow[], at: number): string {
  const name = (rows[at] as ShownRow).name.toLowerCase();
  for (let count = 1; count < name.length; count += 1) {
    const typed = name.slice(0, count);
    const first = rows.findIndex((row) => ` ${row.name.toLowerCase()}`.includes(` ${typed.trim()}`));
    if (first === at && !typed.endsWith(' ')) return typed;
  }
  return name;
}

function shuffled(values: readonly number[]): number[] {
  const left = [...values];
  return values.map(() => {
    const [byte = 0] = random.bytes(1);
    return left.splice(byte % left.length, 1)[0] as number;
  });
}

/** What the screen says in the end is what was meant. */
function assertMarked(name: string, rows: readonly ShownRow[]): void {
  const states = ['present', 'late', 'excused', 'absent', 'open'];
  const shown = states.map((state) => rows.filter(({ mark }) => mark === state).length);
  if (shown.join() !== [marked - 3, 2, 1, 0, 0].join()) throw new Error(`${name}: marked ${shown.join(', ')}`);
}
