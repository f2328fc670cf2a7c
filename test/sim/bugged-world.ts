/** The simulated world compiled from sources with a planted bug in them. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { PlantedBug } from './planted-bugs.ts';
import type { Outcome } from './world.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** `runWorld` of a tree with this bug. Throws when an edit finds no text to replace. */
export async function worldWith(bug: PlantedBug): Promise<(seed: number) => Promise<Outcome>> {
  const folder = await mkdtemp(join(tmpdir(), 'planted-bug-'));
  const outfile = join(folder, 'world.mjs');
  const planted = new Set<string>();
  try {
    await build({
      entryPoints: [join(root, 'test/sim/world.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'silent',
      plugins: [
        {
          name: 'plant',
          setup: ({ onLoad }) =>
            onLoad({ filter: /\.ts$/ }, async ({ path }) => {
              let contents = await readFile(path, 'utf8');
              for (const { file, find, replace } of bug.edits) {
                if (relative(root, path) !== file) continue;
                if (!contents.includes(find)) throw new Error(`${file} no longer says: ${find}`);
                contents = contents.replace(find, () => replace);
                planted.add(find);
              }
              return { contents, loader: 'ts' };
            }),
        },
      ],
    });
    if (planted.size !== bug.edits.length) throw new Error(`Not every edit of "${bug.name}" was planted`);
    const module = (await import(pathToFileURL(outfile).href)) as typeof import('./world.ts');
    return module.runWorld;
  } finally {
    await rm(folder, { recursive: true });
  }
}
