import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindowConstructorOptions, Session } from 'electron';
import { afterAll, expect, test, vi } from 'vitest';

const made: BrowserWindowConstructorOptions[] = [];
const loaded: string[] = [];
vi.mock('electron', () => ({
  app: {},
  protocol: {},
  nativeTheme: { shouldUseDarkColors: false },
  screen: { getAllDisplays: () => [] },
  BrowserWindow: class {
    constructor(options: BrowserWindowConstructorOptions) {
      made.push(options);
    }
    on() {}
    once() {}
    async loadURL(address: string) {
      loaded.push(address);
    }
  },
}));
const { openWindow } = await import('./window.ts');

const folder = mkdtempSync(join(tmpdir(), 'waypost-window-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the window is sandboxed and isolated, has no Node, no webview and no switched-on experiment, and loads our page', () => {
  const own = {} as Session;
  openWindow({ userData: folder, label: '', developing: false, session: own });
  const { preload, session, ...preferences } = made[0]?.webPreferences ?? {};
  // All of them: what is not named here stays as Electron has it, which is off.
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
    devTools: false,
    backgroundThrottling: false,
  });
  expect(session).toBe(own);
  expect(preload).toMatch(/preload\.cjs$/);
  expect(loaded).toEqual(['app://waypost/']);
});
