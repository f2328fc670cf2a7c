/** Files that a person picked or named. The page never says a path; it gets names and bytes. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { type DiskFailure, diskFailureOf, writeWhole } from '../disk/safe-files.ts';
import { fail, ok, type Result } from '../shared/base/result.ts';
import type { Input, IpcFailure, Output } from '../shared/ipc/contract.ts';

/** Larger files come empty unless more is asked for: the page says so instead of swallowing memory. */
const largestFile = 64 * 1024 * 1024;
/** A folder of playbooks has hundreds of files; somebody's home directory has more than anybody wants to import. */
const mostFiles = 5_000;

type Picked = Output<'files:pick'>['files'][number];

export async function pickFiles(
  window: BrowserWindow,
  { kind, extensions, largest = largestFile }: Input<'files:pick'>,
): Promise<Result<Output<'files:pick'>, IpcFailure<'files:pick'>>> {
  const answer = await dialog.showOpenDialog(window, {
    properties: kind === 'folder' ? ['openDirectory'] : ['openFile', 'multiSelections'],
    ...(extensions.length > 0 && kind === 'files' ? { filters: [{ name: extensions.join(', '), extensions }] } : {}),
  });
  const paths = answer.canceled ? [] : answer.filePaths;
  const wanted = new Set(extensions.map((extension) => `.${extension.toLowerCase()}`));
  const files: Picked[] = [];
  for (const path of paths) {
    const found = kind === 'folder' ? await filesBelow(path, wanted) : [path];
    for (const file of found) {
      const name = kind === 'folder' ? file.slice(path.length + 1).replaceAll('\\', '/') : basename(file);
      try {
        files.push({ name, bytes: await readBounded(file, largest) });
      } catch {
        return fail({ kind: 'file-unreadable', name });
      }
    }
  }
  return ok({ files });
}

async function filesBelow(folder: string, wanted: ReadonlySet<string>): Promise<string[]> {
  const found: string[] = [];
  const folders = [folder];
  for (let next = folders.shift(); next !== undefined; next = folders.shift()) {
    const entries = await readdir(next, { withFileTypes: true }).catch(() => []);
    for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name))) {
      const path = join(next, entry.name);
      // Links could lead round in circles or out of the folder: they are not followed.
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile() && (wanted.size === 0 || wanted.has(extname(entry.name).toLowerCase()))) found.push(path);
      if (found.length >= mostFiles) return found;
    }
  }
  return found;
}

async function readBounded(path: string, largest: number): Promise<Uint8Array> {
  if ((await stat(path)).size > largest) return new Uint8Array();
  return new Uint8Array(await readFile(path));
}

export async function saveFile(
  window: BrowserWindow,
  suggestedName: string,
  makeBytes: () => Promise<Uint8Array>,
): Promise<Result<{ saved: boolean }, DiskFailure>> {
  const answer = await dialog.showSaveDialog(window, { defaultPath: safeName(suggestedName) });
  if (answer.canceled || !answer.filePath) return ok({ saved: false });
  try {
    await writeWhole(answer.filePath, await makeBytes(), 0o644);
    return ok({ saved: true });
  } catch (error) {
    return fail(diskFailureOf(error));
  }
}

/** A name that means the same on every system: no folders, no reserved signs. */
export function safeName(name: string): string {
  const plain = name
    .replace(/[\\/:*?"<>|]|\p{Cc}/gu, '-')
    .replace(/^\.+/, '')
    .trim();
  return plain === '' ? 'waypost' : plain.slice(0, 150);
}

/** Which page of how many, in the margin: the same in every language, and no part of what is printed. */
const pageNumbers =
  '<div style="width:100%;font:8pt sans-serif;text-align:center"><span class="pageNumber"></span> / <span class="totalPages"></span></div>';

/** Prints the page as it is styled for print; when it is asked for, with the number of each page and of all. */
export function printToFile(window: BrowserWindow, { suggestedName, landscape, numbered }: Input<'print:pdf'>) {
  const makeBytes = () =>
    window.webContents.printToPDF({
      landscape,
      pageSize: 'A4',
      printBackground: true,
      preferCSSPageSize: true,
      displayHeaderFooter: numbered,
      headerTemplate: '<span></span>',
      footerTemplate: pageNumbers,
    });
  return saveFile(window, suggestedName, makeBytes);
}
