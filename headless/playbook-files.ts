/** The files that a command line names: files as they are, folders with everything in them. */
import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileLimit } from '../shared/domain/cacao/file-text.ts';
import { type FileReading, readPlaybookFile } from '../shared/domain/cacao/read-playbook-file.ts';
import { type Reason, reason } from '../shared/domain/cacao/reason.ts';

/** A file, or the reason why it cannot be read. */
export interface InputFile {
  readonly path: string;
  readonly bytes: Uint8Array | null;
  readonly reading: FileReading;
}

/**
 * Reads and judges each file in turn, so that a folder of any size needs the memory of one file. Hidden files, and links
 * to folders (which can go round in circles), are passed over.
 */
export async function* playbookFiles(paths: readonly string[]): AsyncGenerator<InputFile> {
  for (const path of paths) {
    for await (const file of filesBelow(path)) yield await readInput(file);
  }
}

async function* filesBelow(path: string): AsyncGenerator<string> {
  const isFolder = await stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    yield path;
    return;
  }
  for (const name of (await readdir(path)).sort()) {
    const child = join(path, name);
    if (name.startsWith('.')) continue;
    const entry = await lstat(child);
    if (entry.isSymbolicLink() && (await isFolderLink(child))) continue;
    yield* filesBelow(child);
  }
}

async function isFolderLink(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}

async function readInput(path: string): Promise<InputFile> {
  try {
    const entry = await stat(path);
    if (!entry.isFile()) return unreadable(path, reason('file-unreadable', 'refused', '', { detail: 'not a file' }));
    if (entry.size > fileLimit) {
      return unreadable(path, reason('file-too-large', 'refused', '', { size: entry.size, limit: fileLimit }));
    }
    const bytes = await readFile(path);
    return { path, bytes, reading: readPlaybookFile(path, bytes) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    return unreadable(path, reason('file-unreadable', 'refused', '', { detail: code }));
  }
}

function unreadable(path: string, why: Reason): InputFile {
  return { path, bytes: null, reading: { file: path, status: 'refused', reasons: [why], documents: [] } };
}
