import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchDiskRoom } from './disk-room.ts';

let folder: string;
let free = 0;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-room-'));
});
afterEach(() => rm(folder, { recursive: true }));

const watch = () => watchDiskRoom(folder, { lowWater: 100, reserve: 50, freeBytes: async () => free });
const reserveBytes = () =>
  stat(join(folder, 'reserve')).then(
    ({ size }) => size,
    () => 0,
  );

test('with plenty of room a reserve is kept; without, it is given up and saves are refused; and back', async () => {
  const room = watch();
  for (const [bytes, hasRoom, kept] of [
    [1_000, true, 50],
    [99, false, 0],
    [120, true, 0],
    [1_000, true, 50],
  ] as const) {
    free = bytes;
    expect(await room.hasRoom()).toBe(hasRoom);
    await expect.poll(reserveBytes).toBe(kept);
  }
});

test('a disk that cannot be asked counts as having room', async () => {
  const room = watchDiskRoom(join(folder, 'gone'), { freeBytes: () => Promise.reject(new Error('no such disk')) });
  expect(await room.hasRoom()).toBe(true);
});
