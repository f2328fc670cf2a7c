/**
 * `npm run dev`: the sample network, built again as files change. The window is opened anew with the new build (the app
 * serves itself from dist/ under its own policy, so there is no development server to differ from it); a browser is
 * reloaded by hand.
 */
import { watch } from 'node:fs';
import { buildApp } from './build.ts';
import { type AppWindow, hasDisplay, openWindow } from './open-window.ts';
import { inProject } from './project-root.ts';
import { fillOnce, joinOrStartHub } from './sample-hub.ts';

const folder = inProject('.waypost', 'sample');
const watched = ['renderer', 'shared', 'electron', 'assets'];
/** Editors write a file more than once. */
const settleMs = 300;
const say = (line: string) => process.stdout.write(`${line}\n`);

await buildApp();
const hub = await joinOrStartHub(folder);
await fillOnce(folder, hub);
say(`Waypost, the sample network: ${hub.address}/`);
let window: AppWindow | null = hasDisplay() ? await show() : null;
let building: Promise<void> = Promise.resolve();
let timer: NodeJS.Timeout | undefined;
for (const name of watched) {
  watch(inProject(name), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      building = building.then(rebuild).catch((error: unknown) => void say(String(error)));
    }, settleMs);
  });
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop());

async function rebuild(): Promise<void> {
  const made = await buildApp();
  if (made.length === 0) return;
  say(`Built ${made.join(' and ')}.`);
  if (window === null) return;
  window.process.kill('SIGTERM');
  await window.closed;
  window = await show();
}

function show(): Promise<AppWindow> {
  return openWindow({ folder: `${folder}/laptop-1`, hubAddress: hub.address, label: '' });
}

async function stop(): Promise<void> {
  window?.process.kill('SIGTERM');
  await window?.closed;
  await hub.stop();
  process.exit(0);
}
