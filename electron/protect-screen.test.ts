import type { BrowserWindow } from 'electron';
import { expect, test, vi } from 'vitest';
import type { FrontDesk } from './profiles/front-desk.ts';

vi.mock('electron', () => import('../test/fuzz/fake-electron.ts'));
const { createHandlers } = await import('./handlers.ts');

test('the window of the page is kept out of pictures of the screen while the page says so, and no longer', async () => {
  const said: boolean[] = [];
  const window = { setContentProtection: (on: boolean) => void said.push(on) } as BrowserWindow;
  const handlers = createHandlers({
    environment: { hubAddress: null, sample: false, label: '' },
    desk: {} as FrontDesk,
    fetch: async () => new Response(),
    window: () => window,
  });
  expect(await handlers['window:protect']({ on: true })).toEqual({ ok: true, value: {} });
  await handlers['window:protect']({ on: false });
  expect(said).toEqual([true, false]);
});
