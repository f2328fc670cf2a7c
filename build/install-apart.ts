/** Packages that only one command needs, in a folder of their own by their own lock file, so that `npm ci` stays light. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inProject } from './project-root.ts';
import { runCommand } from './run-command.ts';

/** Installs exactly what the folder's lock file names, unless that is there already. No package's script runs. */
export async function installApart(folder: string, say: (line: string) => void): Promise<void> {
  const place = inProject(folder);
  const lock = await readFile(join(place, 'package-lock.json'), 'utf8');
  // The lock file that was installed, beside what it led to.
  const installedFile = join(place, 'node_modules', '.installed-lock.json');
  if ((await readFile(installedFile, 'utf8').catch(() => '')) === lock) return;
  say(`Installing what ${folder} names ...`);
  // Optional packages are builds for one platform, which not every registry carries; nothing here needs them.
  const { code, output } = await runCommand('npm', ['ci', '--ignore-scripts', '--omit=optional'], { cwd: place });
  if (code !== 0) throw new Error(`npm ci in ${folder} ended with ${code}: ${output}`);
  await writeFile(installedFile, lock);
}
