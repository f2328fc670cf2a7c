import { appendFile, copyFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { concat } from '../shared/base/bytes.ts';
import { encodeFrame, frameTypes, readFrames } from '../shared/protocol/frame.ts';
import type { Journal } from '../shared/sync/ports.ts';
import { openSegmentJournal } from '../shared/sync/segment-journal.ts';
import { type JournalFolder, openJournalFolder } from './journal-folder.ts';

const room = 4_096;
const name = 'journal-0000000000000000.wpj';
const frame = (n: number, size = 80) => encodeFrame(frameTypes.chunk, new Uint8Array(size).fill(n));

let path: string;
let folder: JournalFolder;
let journal: Journal;
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'waypost-room-'));
  folder = await openJournalFolder(path, room);
  journal = await journalOn(folder);
});
afterEach(async () => {
  await folder.close();
  await rm(path, { recursive: true, force: true });
});

async function journalOn(files: JournalFolder): Promise<Journal> {
  const opened = await openSegmentJournal(files);
  if (!opened.ok) throw new Error(opened.failure.kind);
  return opened.value;
}

const sizeOf = async () => (await stat(join(path, name))).size;
const madeRoom = (end: number) => vi.waitFor(async () => expect(await sizeOf()).toBe(end + room), { timeout: 10_000 });

async function firstBytes(of: Journal): Promise<number[]> {
  const found: number[] = [];
  for await (const bytes of of.read(0)) found.push(...readFrames(bytes).frames.map(({ payload }) => payload[0] ?? -1));
  return found;
}

/** What a machine finds that lost its power now, as a process of its own. */
async function afterPowerCut<T>(
  look: (found: Journal, file: string) => Promise<T>,
  torn = new Uint8Array(),
): Promise<T> {
  const copy = await mkdtemp(join(tmpdir(), 'waypost-room-'));
  await copyFile(join(path, name), join(copy, name));
  await appendFile(join(copy, name), torn);
  const files = await openJournalFolder(copy);
  try {
    return await look(await journalOn(files), join(copy, name));
  } finally {
    await files.close();
    await rm(copy, { recursive: true, force: true });
  }
}

describe('[JR8] the room behind the end', () => {
  test('one frame goes into it, and the file stays as long as it is', async () => {
    await journal.append(frame(1));
    await madeRoom(100);
    for (const n of [2, 3, 4]) await journal.append(frame(n));
    expect(await sizeOf()).toBe(100 + room);
    expect(await journal.position()).toBe(400);
    expect(await firstBytes(journal)).toEqual([1, 2, 3, 4]);
    const file = await readFile(join(path, name));
    expect(file.subarray(400).every((byte) => byte === 0)).toBe(true);
  });

  test('after a power cut nothing of it is read, and the next append cuts it off', async () => {
    await journal.append(frame(1));
    await madeRoom(100);
    await journal.append(frame(2));
    await afterPowerCut(async (found, file) => {
      expect([await found.position(), await firstBytes(found)]).toEqual([200, [1, 2]]);
      await found.append(frame(3));
      expect([await firstBytes(found), (await stat(file)).size]).toEqual([[1, 2, 3], 300]);
    });
  });

  test('several frames never go into it: a later one must not come without those before it', async () => {
    await journal.append(frame(1));
    await madeRoom(100);
    await journal.append(concat(frame(2), frame(3)));
    expect(await sizeOf()).toBe(300);
    await journal.append(frame(4));
    await madeRoom(400);
    expect(await firstBytes(journal)).toEqual([1, 2, 3, 4]);
  });

  test('a large frame does not go into it, and many small ones outlast it', async () => {
    await journal.append(frame(1));
    await madeRoom(100);
    await journal.append(frame(2, room));
    for (let n = 3; n < 100; n += 1) await journal.append(frame(n));
    expect(await firstBytes(journal)).toEqual(Array.from({ length: 99 }, (_, n) => n + 1));
    await afterPowerCut(async (found) => expect(await found.position()).toBe(await journal.position()));
  });

  test('it is given back when nothing is to be written, and when the file is let go of', async () => {
    await journal.append(frame(1));
    await madeRoom(100);
    await folder.trim();
    expect(await sizeOf()).toBe(100);
    await journal.append(frame(2));
    await madeRoom(200);
    await folder.close();
    expect(await sizeOf()).toBe(200);
  });

  test('frames are written over beside it, and what follows stands behind them', async () => {
    await journal.append(frame(1));
    await madeRoom(100);
    await journal.append(frame(2));
    const written = await journal.overwrite([{ position: 0, frames: frame(9) }]);
    expect(written.ok).toBe(true);
    await journal.append(frame(3));
    expect(await firstBytes(journal)).toEqual([9, 2, 3]);
  });
});
