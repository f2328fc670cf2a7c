/**
 * Six laptops on one exercise and no hub: five without a screen, with the product's own engine, journal, door and rounds in this one
 * process, and one real window. Thirty minutes of the exercise at fifteen times their speed: a minute lasts four seconds; the clocks of
 * the exchange (who is called when, when a silent line is given up) run as they always do. For ten of the thirty minutes three
 * laptops hear nothing of the other three; all go on firing and observing, some the same inject, and find together again.
 */
import { sampleScopes } from '../../hub/network/sample-network.ts';
import { startHubProcess } from '../e2e/support/hub-process.ts';
import type { BenchContext, Figure, Row } from './figure.ts';
import { beginExercise, type ExerciseLaptop, everythingOf, firedAt, newId } from './room/exercise-laptop.ts';
import { enterExercise, type HeadlessInExercise } from './room/headless-in-exercise.ts';
import { openInExercise, type WindowInExercise } from './room/window-in-exercise.ts';
import { median, p95 } from './statistics.ts';

const minuteMs = 4_000;
const partMinutes = 10;
const headless = 5;
const injects = 60;
/** What is not seen within this is told as not seen. */
const patienceMs = 60_000;

export const exerciseInRoom: Figure = {
  name: 'exercise in a room',
  async measure(context) {
    const opened = await openRoom(context);
    try {
      return await measure(context, opened);
    } finally {
      await opened.close();
    }
  },
};

interface Opened {
  readonly place: { readonly scope: string; readonly exercise: string };
  readonly window: WindowInExercise;
  readonly others: readonly HeadlessInExercise[];
  /** The window and the first two without a screen, and the other three. */
  readonly sides: readonly [readonly ExerciseLaptop[], readonly ExerciseLaptop[]];
  close(): Promise<void>;
}

async function openRoom({ newFolder, say }: BenchContext): Promise<Opened> {
  say('Enrolling six laptops ...');
  const hub = await startHubProcess({ folder: await newFolder('room-hub'), sample: true });
  const place = { scope: sampleScopes.doctrine.id, exercise: newId() };
  const others: HeadlessInExercise[] = [];
  try {
    const hubAddress = hub.address;
    const window = await openInExercise({ folder: await newFolder('room-window'), hubAddress }, place);
    for (let number = 1; number <= headless; number += 1)
      others.push(await enterExercise({ folder: await newFolder(`room-${number}`), hubAddress, number }, place));
    await hub.stop();
    const sides = [[window, ...others.slice(0, 2)], others.slice(2)] as const;
    const doorOf = (from: ExerciseLaptop, to: WindowInExercise | HeadlessInExercise) =>
      sides.some((side: readonly ExerciseLaptop[]) => side.includes(from) && side.includes(to))
        ? to.gates.near.address
        : to.gates.far.address;
    await beginExercise((others[0] as HeadlessInExercise).engine, place, injects);
    for (const one of others)
      await one.begin([window, ...others].flatMap((other) => (other === one ? [] : doorOf(one, other))));
    await window.meetAll(others.map((other) => doorOf(window, other)));
    await window.openBoard();
    const close = async () => {
      for (const one of [...others, window]) await one.close();
    };
    return { place, window, others, sides, close };
  } catch (error) {
    await hub.stop();
    throw error;
  }
}

interface Measured {
  readonly toAll: number[];
  readonly toOwn: number[];
}

async function measure({ say }: BenchContext, opened: Opened): Promise<readonly Row[]> {
  const { place, window, others, sides } = opened;
  const all = sides.flat();
  const [together, apart]: [Measured, Measured] = [
    { toAll: [], toOwn: [] },
    { toAll: [], toOwn: [] },
  ];
  say(`Ten minutes together, a minute in ${minuteMs / 1_000} s ...`);
  let count = 0;
  for (let minute = 0; minute < partMinutes; minute += 1) {
    count += 1;
    await inAMinute(() => fireAndSee(all[minute % all.length] as ExerciseLaptop, all, count, together));
  }
  say('Ten minutes in two groups that hear nothing of each other ...');
  const gates = [window, ...others].map((one) => one.gates.far);
  for (const gate of gates) gate.cut();
  for (let minute = 0; minute < partMinutes; minute += 1)
    await inAMinute(async () => {
      for (const [at, side] of sides.entries()) {
        const by = side[minute % side.length] as ExerciseLaptop;
        // Every other minute one side fires alone: what the sides fired is not all the same.
        if (at === 1 && minute % 2 === 1) await by.observe(`Seen in minute ${minute} by ${by.name}`);
        else await fireAndSee(by, side, (await firedBy(by, place.exercise)) + 1, apart);
      }
    });
  for (const gate of gates) gate.mend();
  const mended = Date.now();
  const agreed = await untilAgreed(all, place.exercise, mended);
  count = await firedBy(window, place.exercise);
  say(`All six agree after ${agreed} ms; ${count} of ${injects} were fired. Ten minutes together again ...`);
  for (let minute = 0; minute < partMinutes; minute += 1) {
    count += 1;
    await inAMinute(() => fireAndSee(all[minute % all.length] as ExerciseLaptop, all, count, together));
  }
  await untilAgreed(all, place.exercise, Date.now());
  await assertSettled(opened, count);
  return rowsOf(together, apart, agreed);
}

const firedBy = ({ engine }: ExerciseLaptop, id: string) => firedAt(engine, id);

async function inAMinute(work: () => Promise<void>): Promise<void> {
  const rest = new Promise((resolve) => setTimeout(resolve, minuteMs));
  await work();
  await rest;
}

/** Fires by one laptop, and waits until each of these has shown it. */
async function fireAndSee(
  by: ExerciseLaptop,
  among: readonly ExerciseLaptop[],
  count: number,
  { toAll, toOwn }: Measured,
): Promise<void> {
  const fired = await by.fire();
  const giveUp = Date.now() + patienceMs;
  while (among.some(({ seen }) => !seen.has(count))) {
    if (Date.now() > giveUp) {
      const blind = among.filter(({ seen }) => !seen.has(count)).map(({ name }) => name);
      throw new Error(`Inject ${count}, fired by ${by.name}, was not seen by ${blind.join(', ')}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const took = among.map(({ seen }) => (seen.get(count) as number) - fired);
  toAll.push(Math.max(...took));
  toOwn.push((by.seen.get(count) as number) - fired);
}

/** Milliseconds from a moment until all hold the same of the exercise. */
async function untilAgreed(all: readonly ExerciseLaptop[], id: string, since: number): Promise<number> {
  for (;;) {
    const held = await Promise.all(all.map(({ engine }) => everythingOf(engine, id)));
    if (new Set(held).size === 1) return Date.now() - since;
    if (Date.now() > since + patienceMs) throw new Error('The six laptops hold different things.');
    // Reading six whole copies takes time from those who exchange in this process.
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** The board shows what everybody holds, and nobody has anything left for anybody. */
async function assertSettled({ window, others, place }: Opened, count: number): Promise<void> {
  if (!window.seen.has(count)) throw new Error('The board shows another number of fired injects');
  for (const one of [window, ...others]) {
    const fired = await firedBy(one, place.exercise);
    if (fired !== count) throw new Error(`${one.name} holds ${fired} fired injects, not ${count}`);
  }
  const addresses = [window, ...others].map(({ gates }) => gates.near.address);
  for (const [at, one] of others.entries()) {
    const left = await one.leftWith(addresses.filter((_, n) => n !== at + 1));
    if (left > 0) throw new Error(`${one.name} had something left for ${left} others`);
  }
  if (window.complaints.length > 0) throw new Error(window.complaints.join('\n'));
}

function rowsOf(together: Measured, apart: Measured, agreed: number): readonly Row[] {
  const row = (name: string, { toAll, toOwn }: Measured, of: (values: readonly number[]) => number): Row => {
    const beside = 'seen on the laptop that fired it';
    return { name, value: of(toAll), unit: 'ms', baseline: of(toOwn), beside, goal: 1_000 };
  };
  const most = (values: readonly number[]) => Math.max(...values);
  const plain = { unit: 'ms', baseline: null, beside: '', goal: null } as const;
  return [
    row('an inject seen on all six laptops, median', together, median),
    row('an inject seen on all six laptops, p95', together, p95),
    row('an inject seen on all six laptops, slowest', together, most),
    row('an inject seen on a side of three while the others are silent, p95', apart, p95),
    { ...plain, name: 'six laptops agree after ten minutes apart', value: agreed },
  ];
}
