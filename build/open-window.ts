import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import { ensureElectron } from './electron-runtime.ts';
import { projectRoot } from './project-root.ts';

export interface WindowOptions {
  /** User-data folder of this laptop. */
  readonly folder: string;
  readonly hubAddress: string;
  readonly label: string;
  /** Further variables, such as the address of a development server. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface AppWindow {
  readonly process: ChildProcess;
  /** Exit code, 1 when it was killed. */
  readonly closed: Promise<number>;
  /** The last lines the app wrote. */
  lastWords(): Promise<string>;
}

/** Whether a window can be shown: on Linux only where there is a display. */
export function hasDisplay(env: NodeJS.ProcessEnv = process.env): boolean {
  return process.platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

/** Opens the desktop app on the sample network. Its own output goes to a file beside its folder. */
export async function openWindow(options: WindowOptions): Promise<AppWindow> {
  const { executable } = await ensureElectron();
  await mkdir(options.folder, { recursive: true });
  const log = `${options.folder}.log`;
  const output = await open(log, 'w');
  // Chromium's sandbox does not start as root; the app heeds this switch for root alone.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(executable, [...asRoot, `--user-data-dir=${options.folder}`, projectRoot], {
    cwd: projectRoot,
    // Ctrl-C reaches us first: the window is closed before the hub goes.
    detached: process.platform !== 'win32',
    stdio: ['ignore', output.fd, output.fd],
    env: {
      ...process.env,
      ...options.env,
      WAYPOST_HUB: options.hubAddress,
      WAYPOST_SAMPLE: '1',
      WAYPOST_LABEL: options.label,
    },
  });
  const closed = new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
  await output.close();
  return {
    process: child,
    closed,
    lastWords: async () => (await readFile(log, 'utf8').catch(() => '')).trim().split('\n').slice(-5).join('\n'),
  };
}
