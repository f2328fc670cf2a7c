import { expect, test } from 'vitest';
import { createMemoryJournalFiles } from '../../test/support/memory-journal-files.ts';
import { encodeFrame, frameTypes, readFrames } from '../protocol/frame.ts';
import type { Journal } from './ports.ts';
import { type JournalFiles, openSegmentJournal } from './segment-journal.ts';

const frame = (n: number, type: number = frameTypes.saved) => encodeFrame(type, new Uint8Array(100).fill(n));
const first = 'journal-0000000000000000.wpj';

async function open(files: JournalFiles) {
  const opened = await openSegmentJournal(files);
  if (!opened.ok) throw new Error(opened.failure.kind);
  return opened.value;
}

async function payloads(journal: Journal): Promise<number[]> {
  const all: number[] = [];
  for await (const bytes of journal.read(0))
    all.push(...readFrames(bytes).frames.map(({ payload }) => payload[0] ?? 0));
  return all;
}

test('[JR7] damage in the middle is kept as a copy, facts behind it are appended again, checkpoints are not', async () => {
  const files = createMemoryJournalFiles();
  const journal = await open(files);
  for (const [n, type] of [[1], [2], [3], [4, frameTypes.checkpoint], [5, frameTypes.page]] as [number, number?][]) {
    await journal.append(frame(n, type));
  }
  const bytes = files.files.get(first) as Uint8Array;
  bytes[150] = 0;
  const again = await open(files);
  expect(await payloads(again)).toEqual([1, 3, 5]);
  expect(again.damaged).toEqual([`${first}.damaged-600`]);
  expect(files.files.get(`${first}.damaged-600`)).toHaveLength(600);
  expect((await open(files)).damaged).toEqual([]);
});

test('a full disk fails the append, keeps what was acknowledged, and the next append goes on cleanly', async () => {
  const files = createMemoryJournalFiles();
  const journal = await open(files);
  await journal.append(frame(1));
  files.space = 50;
  expect(await journal.append(frame(2))).toEqual({ ok: false, failure: { kind: 'disk-full' } });
  expect(await payloads(journal)).toEqual([1]);
  files.space = 1_000;
  expect((await journal.append(frame(3))).ok).toBe(true);
  expect(await payloads(await open(files))).toEqual([1, 3]);
});

test('a journal goes on over several segments, and positions with it', async () => {
  const files = createMemoryJournalFiles();
  const journal = await open(files);
  const large = (n: number) => encodeFrame(frameTypes.chunk, new Uint8Array(9 * 1024 * 1024).fill(n));
  for (const n of [1, 2, 3]) await journal.append(large(n));
  expect(files.files.size).toBe(2);
  const again = await open(files);
  expect(await again.position()).toBe(await journal.position());
  expect(await payloads(again)).toEqual([1, 2, 3]);
});
