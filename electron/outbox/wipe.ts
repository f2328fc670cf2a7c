/**
 * Wiping a profile ([WP6], [WP7]). A note makes it count: from then on it is done to its end, after a crash with the next start. The slots
 * go first; whatever is left after them opens for nobody. What stays is the sealed outbox, closed under a name of its own.
 */
import { randomBytes } from 'node:crypto';
import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readIfThere, renameOver, syncFolder, writeAll, writeWhole } from '../../disk/safe-files.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import {
  endOfOutbox,
  hasOutboxRecord,
  outboxBeginning,
  outboxWords,
  readOutboxFile,
} from '../../shared/protocol/outbox-file.ts';

type Left = Output<'wipe:status'>['left'][number];
type Wiped = NonNullable<Output<'wipe:status'>['wiped']>;

export const outboxFile = 'outbox';
/** Beside the file while it has all that waits. It goes when that ends: a full disk still lets a file be removed. */
export const wholeFile = 'outbox-whole';
/** A new file whose place the disk did not let it take, and one that is being made: neither goes before another has what it has. */
export const besideFile = 'outbox-beside';
export const newFile = 'outbox.new';
const leftPrefix = 'outbox-left-';
/** Beside such a file, what was found of it: its words come of all its bytes, which takes long to read. */
const wordsSuffix = '-words';
const noteFile = 'wiped.json';
/** Of all profiles together (disk-room.ts). */
const reserveFile = 'reserve';
/** What is handed on of a profile: which of them has all is not told by their names. */
const sealedFiles = [outboxFile, besideFile, newFile];
const slotFiles = ['vault', 'vault-copy'];

interface Note extends Wiped {
  readonly isDone: boolean;
}

/** From here on the profile is wiped, now or at the next start. One that was asked for before stands. */
export async function noteWipe(folder: string, wiped: Wiped): Promise<void> {
  if (await isWiping(folder)) return;
  await writeNote(folder, { ...wiped, isDone: false });
}

/** Whether a wipe was asked for and is not at its end: what is here is not opened any more. */
export async function isWiping(folder: string): Promise<boolean> {
  return (await readNote(folder))?.isDone === false;
}

/** Wipes what a note asks for; does nothing without one. `forgetPage` empties what the page kept. Throws what the disk says. */
export async function finishWipe(folder: string, forgetPage: () => Promise<void>): Promise<void> {
  let note = await readNote(folder);
  if (note === null || note.isDone) return;
  // Said before anything goes: what tells it goes too. A full disk that takes no word of it keeps nothing from being wiped.
  if (note.lacked !== true && (await sealedOnDisk(folder).catch(() => 'behind')) === 'behind') {
    note = { ...note, lacked: true };
    await writeNote(folder, note).catch(() => {});
  }
  for (const name of slotFiles) await writeOver(join(folder, name));
  const stays = (name: string) => name === noteFile || name === reserveFile || name.startsWith(leftPrefix);
  // The rest before the outbox is closed, which needs room.
  await removeBut(folder, (name) => stays(name) || name === wholeFile || sealedFiles.includes(name));
  // What is in two of them is taken once ([WP10]).
  for (const [n, name] of sealedFiles.entries()) await closeOutbox(join(folder, name), pathOfLeft(folder, note.at + n));
  await removeBut(folder, stays);
  await forgetPage();
  await leftIn(folder);
  await writeNote(folder, { ...note, isDone: true });
}

async function removeBut(folder: string, stays: (name: string) => boolean): Promise<void> {
  for (const name of await readdir(folder))
    if (!stays(name)) await rm(join(folder, name), { recursive: true, force: true });
}

/** That a profile was wiped; null when it was not, or somebody has read that. */
export async function wipedOf(folder: string): Promise<Wiped | null> {
  const note = await readNote(folder);
  return note === null ? null : { at: note.at, by: note.by, ...(note.lacked === true ? { lacked: true } : {}) };
}

/**
 * What wipes left, oldest first, each with the words that the hub shows for it. A file is read whole once, and looked at from then on.
 * One that cannot be read, as when it is removed meanwhile, is left out.
 */
export async function leftIn(folder: string): Promise<Left[]> {
  const ids = (await readdir(folder).catch(() => [])).flatMap((name) => leftIdOf(name) ?? []);
  const left = await Promise.all(ids.map((id) => lookAt(pathOfLeft(folder, id), id).catch(() => null)));
  return left.flatMap((one) => one ?? []).sort((a, b) => a.id - b.id);
}

async function lookAt(path: string, id: number): Promise<Left> {
  const known = await knownOf(path);
  if (known !== null) return { id, ...known };
  const bytes = await readFile(path);
  const found = { bytes: bytes.length, words: [...outboxWords(bytes)] };
  // Where the disk takes no word of it, it is read again the next time.
  await writeWhole(path + wordsSuffix, JSON.stringify(found)).catch(() => {});
  return { id, ...found };
}

/** What was found of a file; null where nobody looked, or it is another one since. */
async function knownOf(path: string): Promise<Omit<Left, 'id'> | null> {
  const { size } = await stat(path);
  try {
    const noted = (await readIfThere(path + wordsSuffix))?.toString('utf8') ?? '{}';
    const { bytes, words } = JSON.parse(noted) as Partial<Left>;
    return bytes === size && Array.isArray(words) ? { bytes, words: words.map(String) } : null;
  } catch {
    return null;
  }
}

/** The sealed file of a wipe, as it goes onto a stick. Throws when it is not there any more. */
export async function readLeft(folder: string, id: number): Promise<Uint8Array> {
  return new Uint8Array(await readFile(pathOfLeft(folder, id)));
}

/** The hub has it, as a person says: it is removed, and the note with the last one, unless a wipe is still to be finished by it. */
export async function forgetLeft(folder: string, id: number): Promise<void> {
  // The file last: stopped before it, it is still there to be forgotten.
  for (const suffix of [`${wordsSuffix}.new`, wordsSuffix, ''])
    await rm(pathOfLeft(folder, id) + suffix, { force: true });
  const note = await readNote(folder);
  if (note?.isDone === true && (await leftIn(folder)).length === 0) await rm(join(folder, noteFile), { force: true });
}

/** What lies on the disk of what waits, as far as can be told while nobody writes it. Reads no more than how it begins. */
export async function sealedOnDisk(folder: string): Promise<Output<'wipe:status'>['sealed']> {
  const path = join(folder, outboxFile);
  const size = await sizeOf(path);
  if (size === null) return (await sizeOf(join(folder, besideFile))) === null ? 'none' : 'behind';
  if ((await sizeOf(join(folder, wholeFile))) === null) return 'behind';
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(outboxBeginning), 0, outboxBeginning, 0);
    return hasOutboxRecord(buffer.subarray(0, bytesRead), size) ? 'kept' : 'none';
  } finally {
    await file.close();
  }
}

/** The file with its end, under the name that it is handed on by. One without records says nothing, and goes. */
async function closeOutbox(path: string, left: string): Promise<void> {
  const bytes = await readIfThere(path);
  if (bytes === null) return;
  const whole = new Uint8Array(bytes);
  // Stopped between end and name, it is closed already.
  const closing = readOutboxFile(whole).ok ? { end: new Uint8Array(), at: whole.length } : endOfOutbox(whole);
  if (closing === null) return;
  const file = await open(path, 'r+');
  try {
    await file.truncate(closing.at);
    await writeAll(file, closing.end, closing.at);
    await file.sync();
  } finally {
    await file.close();
  }
  await renameOver(path, left);
  await syncFolder(dirname(left));
}

/** Other bytes over those of a file, then no file. A drive may have set its former cells aside all the same. */
async function writeOver(path: string): Promise<void> {
  const size = await sizeOf(path);
  if (size === null) return;
  const file = await open(path, 'r+');
  try {
    await writeAll(file, new Uint8Array(randomBytes(size)), 0);
    await file.sync();
  } finally {
    await file.close();
  }
  await rm(path, { force: true });
}

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    (found) => found.size,
    () => null,
  );
}

const pathOfLeft = (folder: string, id: number) => join(folder, `${leftPrefix}${id}`);

function leftIdOf(name: string): number | null {
  const match = /^outbox-left-(\d{1,15})$/.exec(name);
  return match === null ? null : Number(match[1]);
}

function writeNote(folder: string, note: Note): Promise<void> {
  return writeWhole(join(folder, noteFile), JSON.stringify(note));
}

/** Null where there is none, or one that rotted: what stands for nothing must not wipe who began here anew. */
async function readNote(folder: string): Promise<Note | null> {
  const bytes = await readIfThere(join(folder, noteFile));
  try {
    const { at, by, isDone, lacked } = JSON.parse(bytes?.toString('utf8') ?? '{}') as Partial<Note>;
    if (typeof at !== 'number' || typeof isDone !== 'boolean') return null;
    return { at, by: by === 'hub' ? 'hub' : 'person', isDone, ...(lacked === true ? { lacked } : {}) };
  } catch {
    return null;
  }
}
