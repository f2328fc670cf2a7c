/**
 * `npm run screenshots`: walks a laptop of the sample network through every screen, in English light and Arabic dark, and
 * puts the pictures into docs/screenshots. Real Electron, a real hub, a second device that disagrees; under Xvfb.
 * `--only NAME,NAME` takes only the screens whose name contains one of them; `--out FOLDER` puts them elsewhere;
 * `--size 1366x768` and `--zoom 2` take every screen in another window, to look for what does not fit there.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildApp } from './build.ts';
import { inProject } from './project-root.ts';
import { fillOnce, joinOrStartHub } from './sample-hub.ts';
import { type AskedWindow, type Camera, openCamera } from './screenshots/camera.ts';
import { photographCoordinator } from './screenshots/coordinator.ts';
import { screensOf } from './screenshots/screens.ts';
import { makeStory } from './screenshots/story.ts';
import { startVirtualDisplay } from './virtual-display.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    out: { type: 'string', default: inProject('docs', 'screenshots') },
    size: { type: 'string' },
    zoom: { type: 'string' },
  },
});
const folder = await mkdtemp(join(tmpdir(), 'waypost-screenshots-'));
try {
  await main();
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

/** The window that every screen is taken in; null when each has its own. */
function askedWindow(): AskedWindow | null {
  if (values.size === undefined && values.zoom === undefined) return null;
  const [width = 1440, height = 900] = (values.size ?? '').split('x').map(Number).filter(Boolean);
  return { size: [width, height], zoom: Number(values.zoom ?? 1) };
}

async function main(): Promise<void> {
  await buildApp();
  await mkdir(values.out, { recursive: true });
  const display = process.platform === 'linux' ? (await startVirtualDisplay('1600x1040')).name : undefined;
  const cameraOf = (name: string, hubAddress: string | null) =>
    openCamera({
      folder: join(folder, name),
      display,
      hubAddress,
      out: values.out,
      only: values.only,
      window: askedWindow(),
    });

  const stranger = await cameraOf('stranger', null);
  await stranger.page.getByRole('heading', { level: 1 }).waitFor();
  await stranger.take('first-run', 'en', 'light');
  await stranger.switchOnFirstScreen('ar', 'dark');
  await stranger.take('first-run', 'ar', 'dark');
  await stranger.close();

  const hub = await joinOrStartHub(join(folder, 'network'));
  let camera: Camera | null = null;
  try {
    await fillOnce(join(folder, 'network'), hub);
    camera = await cameraOf('laptop', hub.address);
    const story = await makeStory(camera.page, { hub: hub.address, folder });
    for (const screen of screensOf(story)) await camera.visit(screen);
    const { address: hubAddress, setUpCode } = hub;
    if (setUpCode !== null) await photographCoordinator({ hubAddress, setUpCode, out: values.out, only: values.only });
    await hub.stop();
    await camera.syncNow();
    await camera.visit({ name: 'hub-unreachable', path: '/sync' });
  } catch (error) {
    const shown = await camera?.page.textContent('body').catch(() => 'nothing');
    process.stderr.write(`The window showed:\n${shown ?? 'nothing'}\n`);
    throw error;
  } finally {
    await camera?.close();
    await hub.stop().catch(() => undefined);
  }
}
