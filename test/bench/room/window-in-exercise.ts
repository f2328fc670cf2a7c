/** The laptop with a screen in an exercise: everything is done with its keys and read from its conduct board. */
import type { Page } from 'playwright-core';
import { samplePeople } from '../../../hub/network/sample-network.ts';
import { type Laptop, startLaptop } from '../../e2e/support/laptop.ts';
import { engineOf, type PageEngine } from '../../e2e/support/page-engine.ts';
import { type ExerciseLaptop, type ExercisePlace, observeBy } from './exercise-laptop.ts';
import { type NetworkGate, openGate } from './network-gate.ts';

export interface WindowInExercise extends ExerciseLaptop {
  readonly gates: { readonly near: NetworkGate; readonly far: NetworkGate };
  readonly complaints: readonly string[];
  /** Turns the room on, types the addresses and says yes to everybody who is there. */
  meetAll(addresses: readonly string[]): Promise<void>;
  openBoard(): Promise<void>;
  close(): Promise<void>;
}

/** Opens it as the coordinator, in step with its hub, its room turned on. */
export async function openInExercise(
  asked: { readonly folder: string; readonly hubAddress: string },
  place: ExercisePlace,
): Promise<WindowInExercise> {
  const laptop = await startLaptop({ ...asked, sample: true });
  const { page } = laptop;
  await engineOf(page);
  await page.evaluate((who) => localStorage.setItem('waypost.profile', who), samplePeople.coordinator.person);
  await page.reload();
  const engine = engineFor(await engineOf(page));
  const address = await turnRoomOn(page, engine);
  const gates = { near: await openGate(address), far: await openGate(address) };
  const seen = new Map<number, number>();
  await page.exposeFunction('benchSeen', (count: number, at: number) => {
    if (!seen.has(count)) seen.set(count, at);
  });
  return {
    name: 'the window',
    engine,
    seen,
    gates,
    complaints: laptop.complaints,
    async fire() {
      const at = Date.now();
      await page.keyboard.press('f');
      return at;
    },
    observe: (text) => observeBy(engine, place, text),
    meetAll: (addresses) => meetAll(page, addresses),
    async openBoard() {
      await page.evaluate((path) => {
        location.hash = path;
      }, `#/exercises/${place.exercise}/conduct`);
      await page.locator('main [role="option"]').first().waitFor();
      await page.evaluate(watchBoard);
    },
    close: () => closeAll(laptop, Object.values(gates)),
  };
}

function engineFor(engine: PageEngine): ExerciseLaptop['engine'] & PageEngine {
  return {
    ...engine,
    apply: (...args) => engine.call('apply', ...args),
    list: (...args) => engine.call('list', ...args),
    open: (...args) => engine.call('open', ...args),
  };
}

async function closeAll(laptop: Laptop, gates: readonly NetworkGate[]): Promise<void> {
  for (const gate of gates) await gate.close();
  await laptop.close();
}

const roomOf = (page: Page) => page.getByRole('region', { name: 'Laptops in this room' });

async function turnRoomOn(page: Page, engine: PageEngine): Promise<string> {
  const synced = await engine.call('sync');
  if (!synced.ok) throw new Error(synced.failure.kind);
  await page.evaluate(() => {
    location.hash = '#/sync';
  });
  await roomOf(page).getByRole('switch').click();
  const shown = roomOf(page).getByText(/^[0-9.]+:[0-9]+$/);
  await shown.first().waitFor();
  return (await shown.first().textContent()) ?? '';
}

async function meetAll(page: Page, addresses: readonly string[]): Promise<void> {
  const room = roomOf(page);
  for (const address of addresses) {
    await room.getByRole('textbox').fill(address);
    await room.getByRole('button', { name: 'Exchange', exact: true }).click();
    await room
      .getByText('Nobody here', { exact: false })
      .first()
      .waitFor({ timeout: 500 })
      .catch(() => {});
  }
  const yes = room.getByRole('button', { name: 'Yes, exchange' });
  for (let answered = 0; answered < addresses.length; answered += 1) {
    await yes.first().waitFor();
    const before = await yes.count();
    await yes.first().click();
    await page.waitForFunction(
      ([name, count]) =>
        [...document.querySelectorAll('main button')].filter((one) => one.textContent?.trim() === name).length <
        (count as number),
      ['Yes, exchange', before] as const,
    );
  }
  await page.waitForFunction(
    (count) => [...document.querySelectorAll('main td')].filter((one) => one.textContent === 'in step').length >= count,
    addresses.length,
    { timeout: 60_000 },
  );
}

/** Runs in the page: says when the board's count of fired injects is on the screen. */
function watchBoard(): void {
  const { benchSeen } = globalThis as never as { benchSeen(count: number, at: number): void };
  let last = -1;
  const look = () => {
    const chips = document.querySelectorAll('main section button[aria-pressed]');
    const count = Number(chips[2]?.querySelector('span')?.textContent ?? Number.NaN);
    if (Number.isNaN(count) || count === last) return;
    last = count;
    requestAnimationFrame(() => requestAnimationFrame(() => benchSeen(count, Date.now())));
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  look();
}
