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

const kinds = async (journal: Journal, from = 0) => {
  const all: number[] = [];
  for await (const bytes of journal.read(from)) all.push(...readFrames(bytes).frames.map(({ type }) => type));
  return all;
};

async function lengthOf(journal: Journal): Promise<number> {
  let length = 0;
  for await (const bytes of journal.read(0)) length += bytes.length;
  return length;
}

test('[JR7] damage stays on the disk, is read as a hole, and everything whole behind it is where it was', async () => {
  const files = createMemoryJournalFiles();
  const journal = await open(files);
  for (const [n, type] of [[1], [2], [3], [4, frameTypes.checkpoint], [5, frameTypes.page]] as [number, number?][]) {
    await journal.append(frame(n, type));
  }
  const bytes = files.files.get(first) as Uint8Array;
  bytes[150] = 0;
  const again = await open(files);
  const { saved, hole, checkpoint, page } = frameTypes;
  expect(await kinds(again)).toEqual([saved, hole, saved, checkpoint, page]);
  expect(await payloads(again)).toEqual([1, 0, 3, 4, 5]);
  expect(await kinds(again, 360)).toEqual([checkpoint, page]);
  await again.append(frame(6));
  expect(await payloads(await open(files))).toEqual([1, 0, 3, 4, 5, 6]);
  expect(files.files.get(first)?.subarray(0, 600)).toEqual(bytes);
});

test('[JR7] damage in an earlier segment, or a segment that is gone, hides nothing behind it', async () => {
  const large = (n: number) => encodeFrame(frameTypes.chunk, new Uint8Array(9 * 1024 * 1024).fill(n));
  const accidents: [string, (segments: Map<string, Uint8Array>) => void, number[]][] = [
    ['a bit', (all) => [...all.values()][0]?.fill(9, 40, 41), [2, 3, 4, 5]],
    ['a length', (all) => [...all.values()][0]?.fill(255, 12, 14), [2, 3, 4, 5]],
    ['the first segment', (all) => all.delete([...all.keys()][0] as string), [3, 4, 5]],
    ['a middle segment', (all) => all.delete([...all.keys()][1] as string), [1, 2, 5]],
    ['the end of a segment', (all) => all.set(first, (all.get(first) as Uint8Array).slice(0, -7)), [1, 3, 4, 5]],
  ];
  const whole = createMemoryJournalFiles();
  const journal = await open(whole);
  for (const n of [1, 2, 3, 4, 5]) await journal.append(large(n));
  expect(whole.files.size).toBe(3);
  for (const [name, harm, left] of accidents) {
    const files = createMemoryJournalFiles();
    for (const [segment, bytes] of whole.files) files.files.set(segment, bytes.slice());
    harm(files.files);
    const again = await open(files);
    expect([name, (await payloads(again)).filter((n) => n > 0)]).toEqual([name, left]);
    expect(await lengthOf(again)).toBe(await journal.position());
  }
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
