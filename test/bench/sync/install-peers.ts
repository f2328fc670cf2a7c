/** The peers and their pages: installed by their own lock file when first wanted, so that `npm ci` here stays light. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { installApart } from '../../../build/install-apart.ts';
import { inProject } from '../../../build/project-root.ts';
import type { PeerChoice } from './peers.ts';

export const peersFolder = inProject('test', 'bench', 'peers');

/** Installs the peers, unless they are there already. */
export const installPeers = (say: (line: string) => void) => installApart('test/bench/peers', say);

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
