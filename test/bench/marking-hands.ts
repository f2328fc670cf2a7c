/** A person's hands on the attendance screen: keys and a finger at the pace of people, each press counted. */
import type { Page } from 'playwright-core';
import type { Seeded } from '../sim/seeded.ts';

/** Milliseconds, from and to. */
const keyPace = [120, 250] as const;
const lookPace = [600, 900] as const;
const frameMs = 16;
/** A finger that rests before it is lifted throws nothing. */
const holdMs = 120;
const swipeSteps = 12;

export interface Hands {
  /** Keys pressed, taps and swipes so far. */
  readonly actions: number;
  /** Looks up at the next person. */
  look(): Promise<void>;
  press(key: string): Promise<void>;
  type(text: string): Promise<void>;
  /** Taps somebody's row; swipes first where it is out of sight. */
  tap(person: string): Promise<void>;
}

export async function handsOn(page: Page, random: Seeded): Promise<Hands> {
  const touch = await page.context().newCDPSession(page);
  await touch.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  let actions = 0;
  const pause = ([from, to]: readonly [number, number]) => {
    const share = ((random.bytes(1)[0] as number) + 0.5) / 256;
    return new Promise<void>((resolve) => setTimeout(resolve, from + share * (to - from)));
  };
  const press = async (key: string) => {
    await pause(keyPace);
    actions += 1;
    await page.keyboard.press(key);
  };
  const touchAt = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly { x: number; y: number }[]) =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints: [...points] });
  /** A finger put down, drawn by `distance` pixels (up: below zero), held still so that nothing flies on, and lifted. */
  const swipe = async ({ x, y }: { readonly x: number; readonly y: number }, distance: number) => {
    await pause(keyPace);
    actions += 1;
    await touchAt('touchStart', [{ x, y }]);
    for (let step = 1; step <= swipeSteps; step += 1) {
      await touchAt('touchMove', [{ x, y: y + (distance * step) / swipeSteps }]);
      await page.waitForTimeout(frameMs);
    }
    await page.waitForTimeout(holdMs);
    await touchAt('touchMove', [{ x, y: y + distance }]);
    await touchAt('touchEnd', []);
    await page.waitForTimeout(frameMs * 2);
  };
  return {
    get actions() {
      return actions;
    },
    look: () => pause(lookPace),
    press,
    async type(text) {
      for (const letter of text) await press(letter === ' ' ? 'Space' : letter);
    },
    async tap(person) {
      for (let tries = 0; tries < 20; tries += 1) {
        const { x, y, swipe: far } = await page.evaluate(placeOf, person);
        if (far === null) {
          await pause(keyPace);
          actions += 1;
          await touchAt('touchStart', [{ x, y }]);
          await touchAt('touchEnd', []);
          return;
        }
        await swipe(far.from, far.distance);
      }
      throw new Error('No swipe brings the row into sight');
    },
  };
}

interface PlaceOnScreen {
  readonly x: number;
  readonly y: number;
  /** Where a finger is put and how far it draws what; null when the row is in sight. */
  readonly swipe: { readonly from: { readonly x: number; readonly y: number }; readonly distance: number } | null;
}

/** Runs in the page: the middle of a row, or the swipe that brings it there when it is out of sight. */
function placeOf(person: string): PlaceOnScreen {
  const row = document.querySelector(`[data-person="${person}"]`);
  const list = row?.closest('ol');
  if (!row || !list) throw new Error('There is no such row');
  const { left, top, width, height } = row.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const there = document.elementFromPoint(x, y);
  if (there !== null && row.contains(there)) return { x, y, swipe: null };
  // A finger draws as far as the list on the screen is high, less a margin at both ends.
  const seen = list.getBoundingClientRect();
  const [from, to] = [Math.max(seen.top, 0) + 24, Math.min(seen.bottom, innerHeight) - 24];
  const middle = (from + to) / 2;
  const distance = Math.max(from - to, Math.min(to - from, middle - y));
  return { x, y, swipe: { from: { x, y: distance < 0 ? to : from }, distance } };
}
