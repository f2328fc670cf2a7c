/** The peers and their pages: installed by their own lock file when first wanted, so that `npm ci` here stays light. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { inProject } from '../../../build/project-root.ts';
import { runCommand } from '../../../build/run-command.ts';
import type { PeerChoice } from './peers.ts';

export const peersFolder = inProject('test', 'bench', 'peers');

/** The lock file that was installed, beside what it led to. */
const installedFile = join(peersFolder, 'node_modules', '.installed-lock.json');

/** Installs exactly what the lock file names, unless that is there already. No package's script runs. */
export async function installPeers(say: (line: string) => void): Promise<void> {
  const lock = await readFile(join(peersFolder, 'package-lock.json'), 'utf8');
  if ((await readFile(installedFile, 'utf8').catch(() => '')) === lock) return;
  say('Installing the peers (test/bench/peers) ...');
  // Optional packages are builds for one platform, which not every registry carries; nothing here needs them.
  const { code, output } = await runCommand('npm', ['ci', '--ignore-scripts', '--omit=optional'], { cwd: peersFolder });
  if (code !== 0) throw new Error(`npm ci in test/bench/peers ended with ${code}: ${output}`);
  await writeFile(installedFile, lock);
}

/** `rxdb 17.6.0` */
export async function versionsOf({ packages }: PeerChoice): Promise<string> {
  const versions = packages.map(async (name) => {
    const file = join(peersFolder, 'node_modules', name, 'package.json');
    const { version } = JSON.parse(await readFile(file, 'utf8')) as { version: string };
    return `${name} ${version}`;
  });
  return (await Promise.all(versions)).join(', ');
}

/** Bundles a page's script into a file, as an application would ship it. */
export async function bundlePage(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'chrome114',
    mainFields: ['browser', 'module', 'main'],
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
    logLevel: 'error',
  });
}
