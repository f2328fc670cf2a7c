import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCurrentFuseWire } from '@electron/fuses';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type PackagedApp, packageApp, shippedFuses, wrongFuses } from '../../build/package.ts';
import { visibleWindowTitles } from '../support/x11-windows.ts';

const display = process.env['DISPLAY'] ?? ':0';

describe('the packaged app', () => {
  let packed: PackagedApp;
  let userData: string;
  let running: ChildProcess | undefined;
  let said = '';

  beforeAll(async () => {
    packed = await packageApp();
  });
  beforeEach(async () => {
    userData = await mkdtemp(join(tmpdir(), 'waypost-packaged-'));
  });
  afterEach(async () => {
    if (running?.exitCode === null && running.signalCode === null) {
      // The whole group: Chromium's other processes would go on writing into the folder.
      if (running.pid !== undefined) process.kill(-running.pid, 'SIGKILL');
      await once(running, 'exit');
    }
    await rm(userData, { recursive: true, force: true, maxRetries: 5 });
  });

  function startApp(program: string, ...args: string[]): ChildProcess {
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    running = spawn(program, [...asRoot, `--user-data-dir=${userData}`, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    said = '';
    running.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    return running;
  }

  async function showsItsWindow(program: string): Promise<void> {
    const app = startApp(program);
    // The window stays hidden until its page is ready, so seeing it means that the page came up.
    const titles = await vi
      .waitUntil(
        async () => {
          const seen = await visibleWindowTitles(display);
          return seen.some((title) => title.endsWith('Waypost')) || app.exitCode !== null ? seen : false;
        },
        { timeout: 30_000, interval: 250 },
      )
      .catch((cause: unknown) => {
        throw new Error(`No window came. The app said: ${said}`, { cause });
      });
    expect({ titles, exitCode: app.exitCode, said }).toMatchObject({
      titles: expect.arrayContaining([expect.stringMatching(/Waypost$/)]),
      exitCode: null,
    });
  }

  test('opens its window', async () => {
    await showsItsWindow(packed.drivable);
  });

  test('opens its window with the fuses flipped', async () => {
    await showsItsWindow(packed.shipped);
  });

  test('does not start with a switch that opens it to other programs', async () => {
    const [code] = await once(startApp(packed.drivable, '--remote-debugging-port=0'), 'exit');
    expect(code).toBe(2);
  });

  test('has every fuse that its runtime knows in the wanted position, and had not before', async () => {
    const known = await getCurrentFuseWire(packed.shipped);
    const fuses = Object.fromEntries(
      Object.entries(shippedFuses(process.platform)).filter(([fuse]) => packed.runtime === 'official' || fuse in known),
    );
    expect(Object.keys(fuses).length).toBeGreaterThanOrEqual(7);
    expect(await wrongFuses(packed.shipped, fuses)).toEqual([]);
    expect(await wrongFuses(packed.drivable, fuses)).toContain('RunAsNode is not off');
  });
});
