/** A laptop: real Electron on a user-data folder of its own, driven through its window. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { buildApp } from '../../../build/build.ts';
import { ensureElectron } from '../../../build/electron-runtime.ts';
import { projectRoot } from '../../../build/project-root.ts';
import { ensureDisplay } from './display.ts';

export interface Laptop {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** What the page and main complained of: CSP violations, refused requests, faults. */
  readonly complaints: string[];
  readonly folder: string;
  /** Ends it as a power cut does: SIGKILL to the whole process group, no goodbye. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export interface LaptopOptions {
  /** User-data folder; kept by the caller, so that it can be started again. */
  readonly folder: string;
  readonly hubAddress?: string;
  readonly sample?: boolean;
  readonly label?: string;
  readonly args?: readonly string[];
  /** Where its processes put temporary files; the system's place for them unless given. */
  readonly temporary?: string;
}

const startMilliseconds = 45_000;
const mostStarts = 3;

/** A user-data folder of its own; remove it with {@link removeFolder}. */
export function newFolder(name = 'laptop'): Promise<string> {
  return mkdtemp(join(tmpdir(), `waypost-${name}-`));
}

export async function removeFolder(folder: string): Promise<void> {
  // Chromium's helpers may still write for a moment after a kill.
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

export async function launchArguments(options: LaptopOptions) {
  await buildApp();
  const [{ executable }, display] = [await ensureElectron(), await ensureDisplay()];
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return {
    executablePath: executable,
    args: [...root, '--disable-gpu', `--user-data-dir=${options.folder}`, ...(options.args ?? []), projectRoot],
    env: {
      ...(process.env as Record<string, string>),
      DISPLAY: display,
      LANG: 'en_GB.UTF-8',
      LANGUAGE: 'en',
      WAYPOST_HUB: options.hubAddress ?? '',
      WAYPOST_SAMPLE: options.sample ? '1' : '',
      WAYPOST_LABEL: options.label ?? '',
      ...(options.temporary === undefined ? {} : { TMPDIR: options.temporary }),
    },
  };
}

/**
 * The driver's handshake with Electron's two debuggers is lost about once in several hundred starts: nothing answers it
 * any more, and the app was not asked for anything yet. Such a start is given up and made again, and said.
 */
async function launch(options: LaptopOptions): Promise<ElectronApplication> {
  const asked = await launchArguments(options);
  for (let start = 1; ; start += 1) {
    try {
      return await _electron.launch({ ...asked, timeout: startMilliseconds });
    } catch (error) {
      if (start === mostStarts || !/Timeout \d+ms exceeded/.test(String(error))) throw error;
      console.warn(`The driver did not reach Electron in ${startMilliseconds / 1_000} s; started once more.`);
    }
  }
}

/** Starts it. Resolves when the page is there, whatever it shows. */
export async function startLaptop(options: LaptopOptions): Promise<Laptop> {
  const app = await launch(options);
  const complaints: string[] = [];
  const child = app.process();
  child.stderr?.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString().split('\n')) if (/^(Refused|Fault in main)/.test(line)) complaints.push(line);
  });
  const listened = new WeakSet<Page>();
  const listenTo = (window: Page): Page => {
    if (listened.has(window)) return window;
    listened.add(window);
    window.on('console', (message) => {
      const text = message.text();
      if (/Content Security Policy|Trusted|violat/i.test(text) || message.type() === 'error') complaints.push(text);
    });
    window.on('pageerror', (error) => complaints.push(`page: ${error.message}`));
    return window;
  };
  // Every lock, unlock and change of profile is a window of its own.
  app.on('window', listenTo);
  const page = listenTo(await app.firstWindow());
  return {
    app,
    page,
    complaints,
    folder: options.folder,
    async kill() {
      const gone = new Promise<void>((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) resolve();
        else child.once('exit', () => resolve());
      });
      try {
        process.kill(-(child.pid as number), 'SIGKILL');
      } catch {
        child.kill('SIGKILL');
      }
      await gone;
      // The group's last members leave the folder's locks a moment later.
      await new Promise((resolve) => setTimeout(resolve, 200));
    },
    close: () => app.close(),
  };
}
