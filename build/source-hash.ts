import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { inProject, projectRoot } from './project-root.ts';

/** Every file below `folder` (absolute paths, sorted), without tests' leftovers and dependencies. */
export async function filesBelow(folder: string, accept: (path: string) => boolean = () => true): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('node_modules') && accept(path))
    .sort();
}

/** One hash over names and contents of files and folders of the project; tests do not count. */
export async function hashSources(parts: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const part of parts) {
    const below = await filesBelow(inProject(part), (path) => !/\.test\.tsx?$/.test(path));
    for (const path of below.length > 0 ? below : [inProject(part)]) {
      hash.update(`${relative(projectRoot, path)}\0`);
      hash.update(await readFile(path).catch(() => 'absent'));
    }
  }
  return hash.digest('hex');
}
