import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder that holds package.json; every script works from here whatever the current folder is. */
export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** Path inside the project. */
export function inProject(...parts: string[]): string {
  return join(projectRoot, ...parts);
}

/** Folder for what scripts download or remember; `npm ci` empties it. */
export function inCache(...parts: string[]): string {
  return inProject('node_modules', '.cache', 'waypost', ...parts);
}
