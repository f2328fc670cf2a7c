/** Builds the app into dist/: the renderer by Vite, main and preload by esbuild. A part whose sources did not change is skipped. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { type BuildOptions, build as bundle } from 'esbuild';
import { build as buildWithVite, type InlineConfig } from 'vite';
import { withFolderLock } from './folder-lock.ts';
import { inProject } from './project-root.ts';
import { hashSources } from './source-hash.ts';

interface Part {
  readonly name: string;
  readonly sources: readonly string[];
  readonly outputs: readonly string[];
  readonly make: () => Promise<void>;
}

const tooling = ['package-lock.json', 'vite.config.ts', 'build/build.ts'];

const parts: readonly Part[] = [
  {
    name: 'renderer',
    sources: ['renderer', 'shared', 'assets', ...tooling],
    outputs: ['dist/renderer/index.html'],
    make: () => makePage('renderer', {}),
  },
  {
    name: 'coordinator',
    sources: ['renderer', 'shared', ...tooling],
    outputs: ['dist/coordinator/index.html'],
    // A page of its own: the desktop app neither holds it nor could show it.
    make: () =>
      makePage('coordinator', {
        root: inProject('renderer', 'hub-page'),
        base: '/coordinator/',
        build: { outDir: inProject('dist', 'coordinator'), emptyOutDir: true },
      }),
  },
  {
    name: 'electron',
    sources: ['electron', 'disk', 'lan', 'shared', ...tooling],
    outputs: ['dist/electron/main.cjs', 'dist/electron/preload.cjs', 'dist/electron/argon2-worker.cjs'],
    make: makeElectron,
  },
];

/** Brings dist/ up to date; returns the names of the parts that had to be made. */
export function buildApp(options: { readonly force?: boolean } = {}): Promise<string[]> {
  return withFolderLock(inProject('dist', '.lock'), async () => {
    const made: string[] = [];
    for (const part of parts) {
      const stamp = inProject('dist', `.${part.name}.stamp`);
      const hash = await hashSources(part.sources);
      const fresh = (await readFile(stamp, 'utf8').catch(() => '')) === hash;
      if (!options.force && fresh && part.outputs.every((output) => existsSync(inProject(output)))) continue;
      await part.make();
      await writeFile(stamp, hash);
      made.push(part.name);
    }
    return made;
  });
}

/** Builds a page into `dist/<name>` by vite.config.ts and what differs from it. */
async function makePage(name: string, changes: InlineConfig): Promise<void> {
  // Built from within a test run, Vite would believe its NODE_ENV and bundle React's slow development edition.
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await buildWithVite({ configFile: inProject('vite.config.ts'), logLevel: 'warn', ...changes });
  } finally {
    // The tests that the same process starts afterwards want React's development edition.
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
  const page = await readFile(inProject('dist', name, 'index.html'), 'utf8');
  if (/<script(?![^>]*\bsrc=)[^>]*>/i.test(page))
    throw new Error(`dist/${name}/index.html has an inline script: the CSP forbids it.`);
}

/** CommonJS for Node 18: the fallback runtime (Electron 25) cannot load a main process of ES modules. */
const nodeBundle: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node18',
  external: ['electron'],
  // CommonJS has no import.meta; these keep sources that use it working.
  define: {
    'import.meta.url': 'importMetaUrl',
    'import.meta.dirname': '__dirname',
    'import.meta.filename': '__filename',
  },
  logLevel: 'warning',
};

/** What stands for `import.meta.url`. */
const ownAddress = 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;';

async function makeElectron(): Promise<void> {
  await mkdir(inProject('dist', 'electron'), { recursive: true });
  await bundle({
    ...nodeBundle,
    entryPoints: [inProject('electron', 'main.ts')],
    outfile: inProject('dist', 'electron', 'main.cjs'),
    banner: { js: ownAddress },
  });
  await bundle({
    ...nodeBundle,
    entryPoints: [inProject('electron', 'vault', 'argon2-worker.ts')],
    outfile: inProject('dist', 'electron', 'argon2-worker.cjs'),
    // Node 18 has it under another name, and libsodium refuses to begin without.
    banner: { js: `${ownAddress} globalThis.crypto ??= require("node:crypto").webcrypto;` },
  });
  const preload = await bundle({
    ...nodeBundle,
    entryPoints: [inProject('electron', 'preload.ts')],
    outfile: inProject('dist', 'electron', 'preload.cjs'),
    metafile: true,
  });
  const external = Object.values(preload.metafile?.outputs ?? {}).flatMap((output) =>
    output.imports.map(({ path }) => path),
  );
  const refused = external.filter((path) => path !== 'electron');
  // A sandboxed preload can require electron and next to nothing else; found here it is a message, at run time a blank window.
  if (refused.length > 0) throw new Error(`electron/preload.ts may load only electron, not ${refused.join(', ')}.`);
}

if (import.meta.main) {
  const startedAt = performance.now();
  const made = await buildApp({ force: process.argv.includes('--force') });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(made.length === 0 ? 'Up to date.\n' : `Built ${made.join(' and ')} in ${seconds} s.\n`);
}
