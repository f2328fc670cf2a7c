/**
 * `npm start`: builds what changed, starts the sample network's hub on its own PostgreSQL, fills it on the first run and
 * opens the app: a window where there is a display, otherwise the same app for a browser at the one printed address.
 * `npm run start:second` opens a second laptop on the same network. Ctrl-C stops everything.
 */
import { parseArgs } from 'node:util';
import { sampleAccountName } from '../hub/network/sample-coordinator.ts';
import { buildApp } from './build.ts';
import { type AppWindow, hasDisplay, openWindow } from './open-window.ts';
import { inProject } from './project-root.ts';
import { prepareLaptop } from './sample/prepare-laptop.ts';
import { fillOnce, joinOrStartHub, type SampleHub } from './sample-hub.ts';

const { values } = parseArgs({
  options: {
    second: { type: 'boolean', default: false },
    /** No window, even where there is a display. */
    browser: { type: 'boolean', default: false },
    /** Folder of the sample network, for tests. */
    data: { type: 'string', default: inProject('.waypost', 'sample') },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  await main();
} catch (error) {
  process.stderr.write(`Waypost did not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const made = await buildApp();
  if (made.length > 0) say(`Built ${made.join(' and ')}.`);
  const hub = await joinOrStartHub(values.data);
  const stopped = stopOnSignal();
  try {
    await fillFirst(hub);
    say(`Waypost, the sample network: ${browserAddress(hub)}`);
    sayHowToCoordinate(hub);
    if (values.browser || !hasDisplay()) await serveBrowser(hub, stopped);
    else await showWindow(hub, stopped);
  } finally {
    await hub.stop();
  }
}

/** One address is printed; the coordinator's page is a path of it. */
function sayHowToCoordinate({ setUpCode }: SampleHub): void {
  const page = "The coordinator's page is at the same address under /coordinator";
  if (setUpCode !== null) say(`${page}: set the account "${sampleAccountName}" up with the code ${setUpCode}`);
}

/** A browser keeps one store per host name: by another name of this machine it is another laptop. */
function browserAddress(hub: SampleHub): string {
  return `${values.second ? hub.address.replace('127.0.0.1', 'localhost') : hub.address}/`;
}

async function fillFirst(hub: SampleHub): Promise<void> {
  const filled = await fillOnce(values.data, hub);
  if (filled > 0) say(`Filled the sample network with ${filled} playbooks.`);
}

async function serveBrowser(hub: SampleHub, stopped: Promise<void>): Promise<void> {
  if (!hub.isOurs) return;
  say('There is no display: open the address in a browser. Ctrl-C stops it.');
  await stopped;
}

async function showWindow(hub: SampleHub, stopped: Promise<void>): Promise<void> {
  const folder = `${values.data}/${values.second ? 'laptop-2' : 'laptop-1'}`;
  if (!values.second) await prepareLaptop(folder, hub.address);
  const window = await openWindow({
    folder,
    hubAddress: hub.address,
    label: values.second ? 'Laptop 2' : '',
  });
  const code = await Promise.race([window.closed, stopped.then(() => closeWindow(window))]);
  if (code === 0) return;
  say(`The window closed with code ${code}: ${await window.lastWords()}`);
  await serveBrowser(hub, stopped);
}

async function closeWindow(window: AppWindow): Promise<0> {
  window.process.kill('SIGTERM');
  const timer = setTimeout(() => window.process.kill('SIGKILL'), 5_000);
  await window.closed;
  clearTimeout(timer);
  return 0;
}

/** Resolves at the first Ctrl-C or SIGTERM. */
function stopOnSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}
