/** A person's hands on the attendance screen: keys and a finger at the pace of people, each press counted. */
import type { Page } from 'playwright-core';
import type { Seeded } from '../sim/seeded.ts';

/** Milliseconds, from and to. */
const keyPace = [120, 250] as const;
const lookPace = [600, 900] as const;

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
  const swipe = async (up: boolean) => {
    await pause(keyPace);
    actions += 1;
    const gesture = { x: 500, y: 500, yDistance: up ? 300 : -300, gestureSourceType: 'touch' } as const;
    await touch.send('Input.synthesizeScrollGesture', gesture);
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
        const at = await page.evaluate(placeOf, person);
        if (at.swipe === null) {
          await pause(keyPace);
          actions += 1;
          await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: at.x, y: at.y }] });
          await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
          return;
        }
        await swipe(at.swipe === 'up');
      }
      throw new Error('No swipe brings the row into sight');
    },
  };
}

/** Runs in the page: the middle of a row, or which way to go when something else is there. */
function placeOf(person: string): { x: number; y: number; swipe: 'up' | 'down' | null } {
  const row = document.querySelector(`[data-person="${person}"]`);
  if (row === null) throw new Error('There is no such row');
  const { left, top, width, height } = row.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const there = document.elementFromPoint(x, y);
  if (there !== null && row.contains(there)) return { x, y, swipe: null };
  return { x, y, swipe: y < innerHeight / 2 ? 'up' : 'down' };
}
