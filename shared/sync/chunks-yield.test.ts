import { beforeEach, expect, test } from 'vitest';
import { draftPlaybook, type EngineLife, save, startLife, sync } from '../../test/support/engine-life.ts';
import { createFakeHub, type FakeHub } from '../../test/support/fake-hub.ts';
import { scopeA, uuidNumbered } from '../../test/support/network.ts';
import { fail, ok } from '../base/result.ts';
import { chunkSize } from '../domain/attachment.ts';
import { draftsOfOriginal } from '../domain/original-file.ts';

let hub: FakeHub;
beforeEach(() => {
  hub = createFakeHub();
});

const photo = uuidNumbered(0xf1, 1);
const cuts = 3;

/** A laptop whose photo the hub knows of and lacks. Exchanges that were cut off made its budget small: 8 kB. */
async function laptopWithPhoto(length: number): Promise<EngineLife> {
  const life = await startLife(hub);
  const bytes = Uint8Array.from({ length }, (_, at) => (at * 7 + (at >> 18) * 13) & 0xff);
  const kept = await life.engine.keepChunks(bytes);
  if (!kept.ok) throw new Error(kept.failure.kind);
  const file = { scope: scopeA, id: photo, owner: uuidNumbered(0x99, 1), name: 'photo.jpg' };
  await save(life, draftsOfOriginal({ ...file, mediaType: 'image/jpeg', bytes, chunks: kept.value, purpose: 'photo' }));
  for (const hash of kept.value) hub.wants.add(hash);
  hub.meddle = (answer) => (hub.requests.length === 1 ? ok(answer) : fail({ kind: 'hub-unreachable' }));
  for (let cut = 0; cut < cuts; cut += 1) expect((await life.engine.sync()).ok).toBe(false);
  hub.meddle = ok;
  for (const hash of kept.value) hub.wants.add(hash);
  hub.chunks.clear();
  return life;
}

async function saveTitles(life: EngineLife, count: number, length: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) await save(life, draftPlaybook(n, `${n} `.padEnd(length, 'word ')));
}

/** What each request of one sync brought and asked for. */
async function requestsOf(life: EngineLife) {
  const before = hub.requests.length;
  await sync(life);
  return hub.requests.slice(before).map(({ batches, chunks, message }) => ({
    batches: batches.length,
    chunks: chunks.length,
    wants: message.wants.length,
  }));
}

test('[SY9] while more operations wait than a small budget holds no chunk goes up, and then one a request', async () => {
  const life = await laptopWithPhoto(2 * chunkSize);
  await saveTitles(life, 60, 400);
  expect(await requestsOf(life)).toEqual([
    ...Array(3).fill({ batches: 1, chunks: 0, wants: 0 }),
    ...Array(2).fill({ batches: 0, chunks: 1, wants: 0 }),
  ]);
  expect(hub.chunks.size).toBe(2);
});

test('[SY9] nor does a small one, although packed operations leave room for it: it goes with the last of them', async () => {
  const life = await laptopWithPhoto(2_000);
  await saveTitles(life, 60, 400);
  expect(await requestsOf(life)).toEqual([
    ...Array(2).fill({ batches: 1, chunks: 0, wants: 0 }),
    { batches: 1, chunks: 1, wants: 0 },
  ]);
});

test('[SY9] a chunk goes beside operations where they leave room for it, and else with the next request', async () => {
  const small = await laptopWithPhoto(2_000);
  await saveTitles(small, 1, 40);
  expect(await requestsOf(small)).toEqual([{ batches: 1, chunks: 1, wants: 0 }]);
  hub = createFakeHub();
  const large = await laptopWithPhoto(chunkSize);
  await saveTitles(large, 1, 40);
  expect(await requestsOf(large)).toEqual([
    { batches: 1, chunks: 0, wants: 0 },
    { batches: 0, chunks: 1, wants: 0 },
  ]);
});

test('[SY9] a request that is full of operations asks for no chunk: the one with the last of them does', async () => {
  await sync(await laptopWithPhoto(chunkSize));
  const other = await startLife(hub, { number: 2 });
  await sync(other);
  await other.engine.wantFiles({ files: [photo], scopes: [], quota: 0 });
  for (let n = 1; n <= 220; n += 1) await save(other, draftPlaybook(n, `${n} `.padEnd(400, 'word ')), 2);
  expect(await requestsOf(other)).toEqual([
    { batches: 1, chunks: 0, wants: 0 },
    { batches: 1, chunks: 0, wants: 1 },
  ]);
  expect(await other.engine.filesHere([photo])).toEqual([{ id: photo, chunks: 1, here: 1 }]);
});
