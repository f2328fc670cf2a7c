import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { utf8 } from '../../shared/base/bytes.ts';
import { outboxWords } from '../../shared/protocol/outbox-file.ts';
import { hubKeyOf } from '../../test/support/golden-trust.ts';
import { hubId, uuidNumbered } from '../../test/support/network.ts';
import { beginOutbox } from './outbox-writer.ts';
import { finishWipe, forgetLeft, leftIn, noteWipe, outboxFile, sealedOnDisk, wholeFile, wipedOf } from './wipe.ts';
import { writeOutbox } from './writing-outbox.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-wipe-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A file with these records, in whose place the disk has room for so many bytes. */
async function seal(records: readonly string[], limit?: number) {
  const writer = beginOutbox({ hub: hubId, device: uuidNumbered(0xdd, 1), hubKey: hubKeyOf(1).publicKey });
  if (writer === null) throw new Error('Nothing can be sealed to this key');
  const file = await writeOutbox(join(folder, outboxFile), writer, limit);
  for (const record of records) await file.append(utf8(record));
  const isWhole = file.isWhole();
  await file.close();
  return isWhole;
}
/** Other bytes of the same size: whoever reads them finds other words. */
const writeUnread = async (id: number) => {
  const path = join(folder, `outbox-left-${id}`);
  await writeFile(path, new Uint8Array((await stat(path)).size));
};
const wipe = async (at: number) => {
  await noteWipe(folder, { at, by: 'person' });
  await finishWipe(folder, async () => {});
};

test('[WP7] sizes and words of what every wipe left are known beside it, and none of the files is read for that', async () => {
  await seal(['one']);
  await writeFile(join(folder, wholeFile), '');
  expect(await sealedOnDisk(folder)).toBe('kept');
  await wipe(1);
  const bytes = new Uint8Array(await readFile(join(folder, 'outbox-left-1')));
  const first = { id: 1, bytes: bytes.length, words: [...outboxWords(bytes)] };
  expect(await leftIn(folder)).toEqual([first]);
  expect(await wipedOf(folder)).toEqual({ at: 1, by: 'person' });
  await seal(['two']);
  await wipe(2);
  for (const id of [1, 2]) await writeUnread(id);
  const [one, two] = await leftIn(folder);
  expect([one, two?.id]).toEqual([first, 2]);
  expect(two?.words).not.toEqual(first.words);
});

test('[WP7] what an older edition left is read once, and again when it is another file', async () => {
  await writeFile(join(folder, 'outbox-left-7'), 'left by an older edition');
  const [found] = await leftIn(folder);
  await writeUnread(7);
  expect(await leftIn(folder)).toEqual([found]);
  await writeFile(join(folder, 'outbox-left-7'), 'another file');
  const [other] = await leftIn(folder);
  expect([other?.bytes, other?.words]).toEqual([12, [...outboxWords(utf8('another file'))]]);
  await writeFile(join(folder, 'outbox-left-7-words.new'), 'left by a crash');
  await forgetLeft(folder, 7);
  expect(await readdir(folder)).toEqual([]);
});

test('[WP6] the note says that the copy lacked something', async () => {
  await seal(['one']);
  expect(await sealedOnDisk(folder)).toBe('behind');
  await wipe(1);
  expect(await wipedOf(folder)).toEqual({ at: 1, by: 'person', lacked: true });
});

test('[WP2] a file that would grow past what a hub takes is behind, and stays one that it takes', async () => {
  expect(await seal(['x'.repeat(500), 'y'.repeat(500)], 2_000)).toBe(true);
  expect(await seal(['x'.repeat(500), 'y'.repeat(500)], 1_000)).toBe(false);
  expect((await readFile(join(folder, outboxFile))).length).toBeLessThanOrEqual(1_000);
});
