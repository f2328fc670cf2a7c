/**
 * Wiping a profile ([WP6], [WP7]). A note makes it count: from then on it is done to its end, after a crash with the next start. The slots
 * go first; whatever is left after them opens for nobody. What stays is the sealed outbox, closed under a name of its own.
 */
import { randomBytes } from 'node:crypto';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Output } from '../../shared/ipc/contract.ts';
import { endOfOutbox, outboxWords, readOutboxFile } from '../../shared/protocol/outbox-file.ts';
import { readIfThere, syncFolder, writeWhole } from '../safe-files.ts';

type Left = Output<'wipe:status'>['left'][number];
type Wiped = NonNullable<Output<'wipe:status'>['wiped']>;

export const outboxFile = 'outbox';
const leftPrefix = 'outbox-left-';
const noteFile = 'wiped.json';
/** Of all profiles together (disk-room.ts). */
const reserveFile = 'reserve';
const slotFiles = ['vault', 'vault-copy'];

interface Note extends Wiped {
  readonly isDone: boolean;
}

/** From here on the profile is wiped, now or at the next start. One that was asked for before stands. */
export async function noteWipe(folder: string, wiped: Wiped): Promise<void> {
  if ((await readNote(folder))?.isDone === false) return;
  await writeWhole(join(folder, noteFile), JSON.stringify({ ...wiped, isDone: false } satisfies Note));
}

/** Wipes what a note asks for; does nothing without one. `forgetPage` empties what the page kept. Throws what the disk says. */
export async function finishWipe(folder: string, forgetPage: () => Promise<void>): Promise<void> {
  const note = await readNote(folder);
  if (note === null || note.isDone) return;
  for (const name of slotFiles) await writeOver(join(folder, name));
  await closeOutbox(folder, note.at);
  for (const name of await readdir(folder)) {
    const stays = name === noteFile || name === reserveFile || name.startsWith(leftPrefix);
    if (!stays) await rm(join(folder, name), { recursive: true, force: true });
  }
  await forgetPage();
  await writeWhole(join(folder, noteFile), JSON.stringify({ ...note, isDone: true } satisfies Note));
}

/** That a profile was wiped; null when it was not, or somebody has read that. */
export async function wipedOf(folder: string): Promise<Wiped | null> {
  const note = await readNote(folder);
  return note === null ? null : { at: note.at, by: note.by };
}

/** What wipes left, oldest first, each with the words that the hub shows for it. */
export async function leftIn(folder: string): Promise<Left[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => leftIdOf(name) !== null);
  const left = names.map(async (name) => {
    const bytes = await readFile(join(folder, name));
    return { id: leftIdOf(name) as number, bytes: bytes.length, words: [...outboxWords(bytes)] };
  });
  return (await Promise.all(left)).sort((a, b) => a.id - b.id);
}

/** The sealed file of a wipe, as it goes onto a stick. Throws when it is not there any more. */
export async function readLeft(folder: string, id: number): Promise<Uint8Array> {
  return new Uint8Array(await readFile(join(folder, `${leftPrefix}${id}`)));
}

/** The hub has it, as a person says: it is removed, and the note with the last one. */
export async function forgetLeft(folder: string, id: number): Promise<void> {
  await rm(join(folder, `${leftPrefix}${id}`), { force: true });
  if ((await leftIn(folder)).length === 0) await rm(join(folder, noteFile), { force: true });
}

/** Whether something of what waits is sealed here. */
export async function hasSealed(folder: string): Promise<boolean> {
  const bytes = await readIfThere(join(folder, outboxFile));
  return bytes !== null && endOfOutbox(new Uint8Array(bytes)) !== null;
}

/** The file with its end, under the name that it is handed on by. One without records says nothing, and goes. */
async function closeOutbox(folder: string, at: number): Promise<void> {
  const path = join(folder, outboxFile);
  const bytes = await readIfThere(path);
  if (bytes === null) return;
  const whole = new Uint8Array(bytes);
  // Stopped between end and name, it is closed already.
  const closing = readOutboxFile(whole).ok ? { end: new Uint8Array(), at: whole.length } : endOfOutbox(whole);
  if (closing === null) return;
  const file = await open(path, 'r+');
  try {
    await file.truncate(closing.at);
    await file.write(closing.end, 0, closing.end.length, closing.at);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(path, join(folder, `${leftPrefix}${at}`));
  await syncFolder(folder);
}

/** Other bytes over those of a file, then no file. A drive may have set its former cells aside all the same. */
async function writeOver(path: string): Promise<void> {
  const size = await stat(path).then(
    (found) => found.size,
    () => null,
  );
  if (size === null) return;
  const file = await open(path, 'r+');
  try {
    await file.write(randomBytes(size), 0, size, 0);
    await file.sync();
  } finally {
    await file.close();
  }
  await rm(path, { force: true });
}

function leftIdOf(name: string): number | null {
  const match = /^outbox-left-(\d{1,15})$/.exec(name);
  return match === null ? null : Number(match[1]);
}

/** Null where there is none, or one that rotted: what stands for nothing must not wipe who began here anew. */
async function readNote(folder: string): Promise<Note | null> {
  const bytes = await readIfThere(join(folder, noteFile));
  try {
    const { at, by, isDone } = JSON.parse(bytes?.toString('utf8') ?? '{}') as Partial<Note>;
    if (typeof at !== 'number' || typeof isDone !== 'boolean') return null;
    return { at, by: by === 'hub' ? 'hub' : 'person', isDone };
  } catch {
    return null;
  }
}
