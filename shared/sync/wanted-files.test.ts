import { describe, expect, test } from 'vitest';
import { type EngineLife, save, startLife, sync } from '../../test/support/engine-life.ts';
import { createFakeHub } from '../../test/support/fake-hub.ts';
import { scopeA, scopeB, uuidNumbered } from '../../test/support/network.ts';
import { fail, ok } from '../base/result.ts';
import { chunkSize } from '../domain/attachment.ts';
import { joinChunks } from '../domain/join-chunks.ts';
import { draftsOfOriginal } from '../domain/original-file.ts';

const fileId = (number: number) => uuidNumbered(0xf1, number);
const bytesOf = (number: number, chunks: number) =>
  Uint8Array.from({ length: chunks * chunkSize - 100 }, (_, at) => (at * 7 + number * 31 + (at >> 18) * 13) & 0xff);

/** Attaches a file of so many chunks to something. */
async function attach(life: EngineLife, number: number, chunks: number, scope = scopeA) {
  const bytes = bytesOf(number, chunks);
  const kept = await life.engine.keepChunks(bytes);
  if (!kept.ok) throw new Error(kept.failure.kind);
  const file = { scope, id: fileId(number), owner: uuidNumbered(0x99, 1), name: `photo ${number}.jpg` };
  await save(life, draftsOfOriginal({ ...file, mediaType: 'image/jpeg', bytes, chunks: kept.value, purpose: 'photo' }));
  return { bytes, hashes: kept.value };
}

const none = { files: [], scopes: [], quota: 1_000_000_000 };

/** One laptop with files whose chunks reached the hub, and another that read the records. */
async function setUp(files: readonly (readonly [number, number, string?])[]) {
  const hub = createFakeHub();
  const one = await startLife(hub);
  const attached = [];
  for (const [number, chunks, scope] of files) attached.push(await attach(one, number, chunks, scope));
  for (const { hashes } of attached) for (const hash of hashes) hub.wants.add(hash);
  for (let i = 0; i < 3 && hub.wants.size > 0; i++) await sync(one);
  const two = await startLife(hub, { number: 2 });
  await sync(two);
  return { hub, one, two, attached };
}

test('[AT1] records come without their chunks, which are asked for when somebody wants the file', async () => {
  const { two, attached } = await setUp([[1, 3]]);
  expect(await two.engine.filesHere([fileId(1)])).toEqual([{ id: fileId(1), chunks: 3, here: 0 }]);
  await two.engine.wantFiles({ ...none, files: [fileId(1)] });
  await sync(two);
  expect(await two.engine.filesHere([fileId(1)])).toEqual([{ id: fileId(1), chunks: 3, here: 3 }]);
  const chunks = attached[0]?.hashes.join(' ') ?? '';
  expect(await joinChunks(two.engine, { chunks })).toEqual(attached[0]?.bytes);
});

test('[AT2] a fetch that is cut off goes on with the chunks that are missing, after a restart too', async () => {
  const { hub, two } = await setUp([[1, 6]]);
  const before = hub.requests.length;
  hub.mostChunks = 2;
  hub.meddle = (answer) => (hub.requests.length - before < 3 ? ok(answer) : fail({ kind: 'hub-unreachable' }));
  await two.engine.wantFiles({ ...none, files: [fileId(1)] });
  expect((await two.engine.sync()).ok).toBe(false);
  const again = await startLife(hub, { number: 2, journal: two.journal });
  expect(await again.engine.filesHere([fileId(1)])).toMatchObject([{ here: 4 }]);
  hub.meddle = ok;
  const asked = hub.requests.length;
  await again.engine.wantFiles({ ...none, files: [fileId(1)] });
  await sync(again);
  expect(hub.requests[asked]?.message.wants).toHaveLength(2);
  expect(await again.engine.filesHere([fileId(1)])).toMatchObject([{ here: 6 }]);
});

test('[AT2] a file that is not wanted any more is not asked for any more', async () => {
  const { hub, two } = await setUp([[1, 2]]);
  await two.engine.wantFiles({ ...none, files: [fileId(1)] });
  await two.engine.wantFiles(none);
  await sync(two);
  expect(hub.requests.at(-1)?.message.wants).toEqual([]);
});

test('[AT3] chunks that nobody has yet hold up no record, and are asked for again', async () => {
  const { hub, one, two } = await setUp([[1, 2]]);
  const lost = new Map(hub.chunks);
  hub.chunks.clear();
  await two.engine.wantFiles({ ...none, files: [fileId(1)] });
  await attach(one, 2, 1);
  await sync(one);
  expect(await sync(two)).toMatchObject({ chunksWanted: 2 });
  expect(await two.engine.open([fileId(2)])).toHaveLength(1);
  for (const [hash, bytes] of lost) hub.chunks.set(hash, bytes);
  expect(await sync(two)).toMatchObject({ chunksWanted: 0 });
  expect(await two.engine.filesHere([fileId(1)])).toMatchObject([{ here: 2 }]);
});

describe('scopes that are kept whole', () => {
  test('[AT4] all their attachments come, those too that are made later, and of no other scope', async () => {
    const { hub, one, two } = await setUp([
      [1, 1],
      [2, 1, scopeB],
    ]);
    await two.engine.wantFiles({ ...none, scopes: [scopeA] });
    await sync(two);
    const { hashes } = await attach(one, 3, 1);
    for (const hash of hashes) hub.wants.add(hash);
    await sync(one);
    await sync(two);
    const here = await two.engine.filesHere([1, 2, 3].map(fileId));
    expect(here.map((file) => file.here)).toEqual([1, 0, 1]);
  });

  test('[AT4] files that somebody asked for come first, in the order of asking, then the others, the latest first', async () => {
    const { hub, two, attached } = await setUp([
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 1],
    ]);
    const before = hub.requests.length;
    hub.mostChunks = 1;
    await two.engine.wantFiles({ ...none, files: [fileId(3), fileId(1)], scopes: [scopeA] });
    await sync(two);
    const [first] = hub.requests
      .slice(before)
      .flatMap(({ message }) => (message.wants.length > 0 ? [message.wants] : []));
    const file = (hash: string) => attached.findIndex(({ hashes }) => hashes.includes(hash)) + 1;
    expect(first?.map(file)).toEqual([3, 1, 4, 2]);
    // One comes with each answer: in that order too.
    const asked = hub.requests.slice(before).map(({ message }) => message.wants.length);
    expect(asked.filter((count) => count > 0)).toEqual([4, 3, 2, 1]);
    expect((await two.engine.filesHere([1, 2, 3, 4].map(fileId))).map(({ here }) => here)).toEqual([1, 1, 1, 1]);
  });

  test('[AT5] the quota holds back what is kept by scope, whole files only, and not what somebody asks for', async () => {
    const { two } = await setUp([
      [1, 1],
      [2, 3],
      [3, 2],
    ]);
    const quota = 3 * chunkSize;
    await two.engine.wantFiles({ files: [], scopes: [scopeA], quota });
    await sync(two);
    const counts = async () => (await two.engine.filesHere([1, 2, 3].map(fileId))).map(({ here }) => here);
    // The latest first; the second is larger than what is left.
    expect(await counts()).toEqual([1, 0, 2]);
    expect((await two.engine.fileUse()).bytes).toBe(3 * chunkSize - 200);
    await two.engine.wantFiles({ files: [fileId(2)], scopes: [scopeA], quota });
    await sync(two);
    expect(await counts()).toEqual([1, 3, 2]);
  });

  test('[AT5] what attachments take is told by scope', async () => {
    const { one } = await setUp([
      [1, 2],
      [2, 1, scopeB],
    ]);
    const use = await one.engine.fileUse();
    expect(use.bytes).toBe(3 * chunkSize - 200);
    expect(use.scopes).toEqual(
      expect.arrayContaining([
        { scope: scopeA, files: 1, filesHere: 1, bytes: 2 * chunkSize - 100 },
        { scope: scopeB, files: 1, filesHere: 1, bytes: chunkSize - 100 },
      ]),
    );
  });
});
