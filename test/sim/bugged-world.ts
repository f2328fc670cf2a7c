/** The simulated world compiled from sources with a planted bug in them. */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { PlantedBug } from './bugs/planted-bug.ts';
import type { Outcome } from './world.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Inside of the project, so that libraries are found from there: they are loaded once for all bugs, not bundled into each. */
const scratch = join(root, 'node_modules', '.cache', 'planted-bugs');

/** `runWorld` of a tree with this bug. Throws when an edit finds no text to replace. */
export async function worldWith(bug: PlantedBug): Promise<(seed: number) => Promise<Outcome>> {
  await mkdir(scratch, { recursive: true });
  const folder = await mkdtemp(join(scratch, 'bug-'));
  const outfile = join(folder, 'world.mjs');
  const planted = new Set<string>();
  try {
    await build({
      entryPoints: [join(root, 'test/sim/world.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'silent',
      plugins: [
        {
          name: 'plant',
          setup: ({ onLoad }) =>
            onLoad({ filter: filesOf(bug) }, async ({ path }) => {
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

/** Only files with an edit are read here; the bundler is faster with the others. */
function filesOf({ edits }: PlantedBug): RegExp {
  return new RegExp(`(?:${edits.map(({ file }) => file.replaceAll('.', '\\.')).join('|')})$`);
}
