import { randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeFrame, frameTypes, readFrames } from '../../shared/protocol/frame.ts';
import type { Journal } from '../../shared/sync/ports.ts';
import { openSegmentJournal } from '../../shared/sync/segment-journal.ts';
import { journalSuite } from '../../test/contract/journal.suite.ts';
import { type JournalFolder, openJournalFolder } from '../journal-folder.ts';
import { sealUnder } from './file-seal.ts';
import { sealJournalFiles } from './sealed-journal.ts';

const key = randomBytes(32);

const folders: JournalFolder[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await folder.close();
});

async function openIn(path: string): Promise<Journal> {
  const folder = await openJournalFolder(path);
  folders.push(folder);
  const opened = await openSegmentJournal(sealJournalFiles(folder, sealUnder(key)));
  if (!opened.ok) throw new Error(opened.failure.kind);
  return opened.value;
}

journalSuite('sealed segments', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'waypost-sealed-'));
  return {
    open: () => openIn(folder),
    tear: async (bytes) => appendFile(join(folder, (await readdir(folder)).sort().at(-1) as string), bytes),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
});

describe('damage', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'waypost-sealed-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const frame = (n: number) => encodeFrame(frameTypes.chunk, new Uint8Array(30).fill(n));
  const file = async () => join(folder, (await readdir(folder))[0] as string);
  const read = async () => {
    const journal = await openIn(folder);
    const frames: (readonly [position: number, first: number])[] = [];
    let position = 0;
    for await (const bytes of journal.read(0)) {
      for (const { type, payload, bytes: whole } of readFrames(bytes).frames) {
        if (type !== frameTypes.hole) frames.push([position, payload[0] ?? -1]);
        position += whole.length;
      }
    }
    return frames;
  };

  test('every byte that changes is noticed, and takes nothing with it but the append that it is in', async () => {
    const journal = await openIn(folder);
    for (const n of [1, 2, 3]) await journal.append(frame(n));
    const whole = await readFile(await file());
    const record = whole.length / 3;
    for (let at = 0; at < whole.length; at += 1) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] as number) ^ 0x41;
      await writeFile(await file(), damaged);
      const hit = Math.floor(at / record) + 1;
      const left = [1, 2, 3].filter((n) => n !== hit).map((n) => [(n - 1) * 50, n]);
      expect([at, await read()]).toEqual([at, left]);
    }
  });

  test('a cut at any byte leaves the appends before it, and the next one is read', async () => {
    const journal = await openIn(folder);
    for (const n of [1, 2]) await journal.append(frame(n));
    const whole = await readFile(await file());
    for (let size = 0; size < whole.length; size += 3) {
      await writeFile(await file(), whole.subarray(0, size));
      await (await openIn(folder)).append(frame(9));
      const kept = size < whole.length / 2 ? [] : [1];
      expect((await read()).map(([, first]) => first)).toEqual([...kept, 9]);
    }
  });

  test('no record stands in for another, and nothing that was saved can be read without the key', async () => {
    const journal = await openIn(folder);
    const secret = randomBytes(30);
    for (const payload of [secret, randomBytes(30)]) await journal.append(encodeFrame(frameTypes.chunk, payload));
    const whole = await readFile(await file());
    expect(whole.includes(secret)).toBe(false);
    const half = whole.length / 2;
    await writeFile(await file(), Buffer.concat([whole.subarray(half), whole.subarray(0, half)]));
    expect((await read()).length).toBeLessThan(2);
  });
});
