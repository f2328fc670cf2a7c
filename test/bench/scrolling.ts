import { startHubProcess } from '../e2e/support/hub-process.ts';
import { startLaptop } from '../e2e/support/laptop.ts';
import type { BenchContext, Figure, Row } from './figure.ts';
import { fillListsOf } from './filled-lists.ts';
import { restAfterStart, timeTo } from './long-lists.ts';
import { median } from './statistics.ts';
import { usedBefore } from './used-before.ts';

const rows = 50_000;
/** One session of forty people, two half days. */
const marks = 80;
/** Pixels a frame: a wheel or two fingers in a hurry. */
const speed = 300;
const frames = 400;
const list = 'main [role="listbox"]';

/**
 * A list of 50,000 rows that is scrolled fast: frames in which some of its window shows no row. A frame counts as it is painted,
 * before the list has heard of the movement. Beside it how long a frame takes; baseline: an empty page that is scrolled.
 */
export const scrolling: Figure = {
  name: 'scroll 50,000 rows',
  measure: async (context) => measureScrolling(context),
};

async function measureScrolling(context: BenchContext): Promise<readonly Row[]> {
  const hub = await startHubProcess({ folder: await context.newFolder('scroll-hub'), sample: true });
  const folder = await context.newFolder('scroll');
  const open = () => startLaptop({ folder, hubAddress: hub.address, sample: true });
  const blank: number[] = [];
  const slow: number[] = [];
  const plain: number[] = [];
  try {
    context.say(`Filling a laptop with ${rows} people ...`);
    await fillListsOf(await open(), { people: rows, marks });
    await usedBefore(open);
    const laptop = await open();
    try {
      const { page } = laptop;
      await page.waitForSelector('main h1');
      await page.waitForTimeout(restAfterStart);
      await timeTo(page, '/training/people', 'main [role="option"]');
      await page.waitForFunction(`document.querySelector('${list} [aria-setsize="${rows}"]') !== null`).catch(() => {});
      for (let i = 0; i < context.runs; i += 1) {
        context.say(`Scrolling, ${i + 1} of ${context.runs} ...`);
        plain.push((await page.evaluate(scroll, { selector: null, speed, frames })).slow);
        const seen = await page.evaluate(scroll, { selector: list, speed, frames });
        blank.push(seen.blank);
        slow.push(seen.slow);
      }
    } finally {
      await laptop.close();
    }
  } finally {
    await hub.stop();
  }
  const beside = 'an empty box that is scrolled';
  return [
    {
      name: `blank frames of ${frames}, 50,000 rows scrolled`,
      value: Math.max(...blank),
      unit: 'frames',
      baseline: null,
      beside: '',
      goal: 0,
    },
    {
      name: 'a frame while scrolling, p95',
      value: median(slow),
      unit: 'ms',
      baseline: median(plain),
      beside,
      goal: null,
    },
  ];
}

interface Scrolled {
  readonly blank: number;
  /** Milliseconds that 95 of 100 frames did not exceed. */
  readonly slow: number;
}

/** Runs in the page: moves the box by so much in every frame and looks what this frame shows. */
async function scroll(asked: { selector: string | null; speed: number; frames: number }): Promise<Scrolled> {
  const box = asked.selector === null ? document.createElement('div') : document.querySelector(asked.selector);
  if (!(box instanceof HTMLElement)) throw new Error(`there is no ${asked.selector}`);
  if (asked.selector === null) {
    box.setAttribute('style', 'position:fixed;inset:40% 40% 10% 10%;overflow:auto');
    const tall = document.createElement('div');
    tall.style.blockSize = '2000000px';
    box.append(tall);
    document.body.append(box);
  }
  box.scrollTop = 0;
  const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
  await frame();
  await frame();
  const isBlank = () => {
    const { top, bottom } = box.getBoundingClientRect();
    const bands = [...box.querySelectorAll('[data-index]')].map((row) => row.getBoundingClientRect());
    const first = Math.min(...bands.map((band) => band.top));
    const last = Math.max(...bands.map((band) => band.bottom));
    return first > top + 1 || last < bottom - 1;
  };
  let blank = 0;
  const times: number[] = [];
  let before = await frame();
  for (let i = 0; i < asked.frames; i += 1) {
    box.scrollTop += asked.speed;
    if (asked.selector !== null && isBlank()) blank += 1;
    const now = await frame();
    times.push(now - before);
    before = now;
  }
  if (asked.selector === null) box.remove();
  times.sort((a, b) => a - b);
  return { blank, slow: times[Math.ceil(times.length * 0.95) - 1] ?? 0 };
}
