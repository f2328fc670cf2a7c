import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchArguments } from '../e2e/support/laptop.ts';
import { evaluateInFirstPage } from './devtools.ts';
import type { BenchContext, Figure, Row } from './figure.ts';
import { median } from './statistics.ts';

/**
 * From the start of the process to the painted rows of the library with 2,000 records; the app opens on its home screen and
 * goes on to the library by itself here. Baseline: an empty window of the same Electron.
 */
export const startToList: Figure = {
  name: 'start to usable list',
  async measure(context): Promise<readonly Row[]> {
    const laptop = await context.laptop();
    const empty = await emptyApp(context);
    const lists: number[] = [];
    const windows: number[] = [];
    for (let i = 0; i < context.runs; i += 1) {
      context.say(`Start ${i + 1} of ${context.runs} ...`);
      windows.push(await start({ folder: await context.newFolder('empty') }, empty, painted));
      lists.push(
        await start({ folder: laptop.folder, hubAddress: laptop.hub.address, sample: true }, null, listPainted),
      );
    }
    return [
      {
        name: 'start to usable list',
        value: median(lists),
        unit: 'ms',
        baseline: median(windows),
        beside: 'an empty window',
        goal: 2_000,
      },
    ];
  },
};

/** Two frames after this the picture is on the screen. Answers with the wall clock. */
const painted = `(async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  await frame();
  await frame();
  return Date.now();
})()`;

const listPainted = `(async () => {
  location.hash = '#/playbooks';
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  while (document.querySelectorAll('main [role="option"]').length < 5) await frame();
  await frame();
  await frame();
  return Date.now();
})()`;

/** Starts an app (ours when none is named) and resolves with the milliseconds until the expression has answered. */
async function start(
  options: { readonly folder: string; readonly hubAddress?: string; readonly sample?: boolean },
  app: string | null,
  expression: string,
): Promise<number> {
  await rm(join(options.folder, 'DevToolsActivePort'), { force: true });
  const { executablePath, args, env } = await launchArguments({ ...options, args: ['--remote-debugging-port=0'] });
  const from = Date.now();
  const child = spawn(executablePath, app === null ? args : [...args.slice(0, -1), app], { env, stdio: 'ignore' });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  try {
    return (await evaluateInFirstPage<number>(options.folder, expression)) - from;
  } finally {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await gone;
    clearTimeout(timer);
  }
}

/** The least that is an app: one window with one word. */
async function emptyApp({ newFolder }: BenchContext): Promise<string> {
  const folder = join(await newFolder('empty-app'), 'app');
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), '{"name":"empty","main":"main.cjs"}');
  await writeFile(join(folder, 'page.html'), '<!doctype html><title>Empty</title><h1>Empty</h1>');
  await writeFile(
    join(folder, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
     app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadFile(__dirname + '/page.html'));
     app.on('window-all-closed', () => app.quit());`,
  );
  return folder;
}
