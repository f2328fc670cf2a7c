import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sourceFolders } from '../../build/check-layers.ts';
import { inProject } from '../../build/project-root.ts';

/** A throw-away folder that checks run on as if it were the project. */
export interface PlantedTree {
  readonly root: string;
  readonly plant: (files: Readonly<Record<string, string>>) => Promise<void>;
  readonly remove: () => Promise<void>;
}

const settings = [
  '.dependency-cruiser.cjs',
  '.gitignore',
  'biome.json',
  'knip.json',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'vite.config.ts',
  'vitest.config.ts',
];

/** Settings of the project over otherwise empty source folders. */
export async function emptyTree(): Promise<PlantedTree> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'waypost-planted-')));
  for (const name of settings) await cp(inProject(name), join(root, name));
  for (const folder of sourceFolders) await mkdir(join(root, folder));
  await symlink(inProject('node_modules'), join(root, 'node_modules'), 'dir');
  return {
    root,
    plant: async (files) => {
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(root, path)), { recursive: true });
        await writeFile(join(root, path), text);
      }
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** Settings of the project and copies of some of its folders. */
export async function treeWith(folders: readonly string[]): Promise<PlantedTree> {
  const tree = await emptyTree();
  for (const folder of folders) await cp(inProject(folder), join(tree.root, folder), { recursive: true });
  return tree;
}
