import { expect, test } from 'vitest';
import { redOnScreen } from '../ui/red-on-screen.ts';
import type { Desktop } from './desktop.ts';
import { protectScreen } from './protect-screen.ts';

test('the window is protected from the first record under TLP:RED to the last, and not said twice', async () => {
  const said: unknown[] = [];
  const desktop = {
    call: async (...given: readonly unknown[]) => {
      said.push(given);
      throw new Error('A host without it');
    },
  } as unknown as Desktop;
  const stop = protectScreen(desktop);
  expect(said).toEqual([]);
  const on = ['window:protect', { on: true }];
  const off = ['window:protect', { on: false }];
  const first = redOnScreen.show();
  const second = redOnScreen.show();
  await Promise.resolve();
  expect(said).toEqual([on]);
  first();
  await Promise.resolve();
  expect(said).toEqual([on]);
  // To another record in one go.
  second();
  const third = redOnScreen.show();
  await Promise.resolve();
  expect(said).toEqual([on]);
  third();
  await Promise.resolve();
  expect(said).toEqual([on, off]);
  const last = redOnScreen.show();
  await Promise.resolve();
  stop();
  last();
  await Promise.resolve();
  expect(said).toEqual([on, off, on, off]);
});
