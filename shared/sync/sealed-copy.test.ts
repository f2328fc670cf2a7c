import { expect, test } from 'vitest';
import { draftPlaybook, playbookId, save, startLife, sync } from '../../test/support/engine-life.ts';
import { scopeA, uuidNumbered } from '../../test/support/network.ts';
import { createSigningHub, deviceKnowing, hubKeyNumbered } from '../../test/support/signing-hub.ts';
import { concat, utf8 } from '../base/bytes.ts';
import { attachment } from '../domain/attachment.ts';
import { createRecord } from '../domain/edit.ts';
import { frameTypes, readFrames } from '../protocol/frame.ts';
import { chunkHash, entryOfFrame } from './journal-entry.ts';
import type { SealedOutboxPort } from './ports.ts';

const device = deviceKnowing(1, [hubKeyNumbered(1)]);

/** A copy that keeps what it was begun with; `before` runs before its last part is taken, and `isTaken` is what it answers. */
function createCopy() {
  const copies: Uint8Array[][] = [];
  let parts: Uint8Array[] = [];
  const copy = {
    before: async () => {},
    isTaken: true,
    isBehindNow: false,
    copies,
    /** What the newest whole copy has: ids of operations and hashes of chunks. */
    held() {
      const { frames } = readFrames(concat(...(copies.at(-1) ?? [])));
      const entries = frames.flatMap((frame) => entryOfFrame(frame) ?? []);
      const operations = entries.flatMap((entry) =>
        entry.kind === 'saved' ? entry.operations.map(({ id }) => id) : [],
      );
      const chunks = frames.filter(({ type }) => type === frameTypes.chunk).map(({ payload }) => chunkHash(payload));
      return { operations, chunks };
    },
  };
  const port: SealedOutboxPort = {
    async begin({ part, frames }) {
      if (part === 'first') parts = [];
      parts.push(frames);
      if (part === 'last') await copy.before();
      if (part === 'last' && copy.isTaken) copies.push(parts);
      return copy.isTaken;
    },
    isBehind: async () => copy.isBehindNow,
  };
  return { copy, port };
}

function draftFile(number: number, chunks: readonly string[]) {
  const fields = { owner: playbookId(1), name: 'photo.jpg', chunks: chunks.join(' ') };
  const drafts = createRecord(attachment, { scope: scopeA, id: uuidNumbered(0xaf, number) }, fields);
  if (!drafts.ok) throw new Error(JSON.stringify(drafts.failure));
  return drafts.value;
}

const bytes = utf8('a photo that is here alone');
const hash = chunkHash(bytes);

test('[WP3] bytes whose record the hub took before the line broke are in the copy of the next start, until the hub has them', async () => {
  const hub = createSigningHub();
  const { copy, port } = createCopy();
  const one = await startLife(hub, { device, sealedOutbox: port });
  await save(one, draftPlaybook(1));
  await one.engine.keepChunks(bytes);
  await save(one, draftFile(1, [hash]));
  // The hub takes the record, asks for the bytes, and is gone.
  hub.wants.add(hash);
  const isTaken = () => hub.requests.slice(0, -1).some(({ batches }) => batches.length > 0);
  hub.meddle = (answer) =>
    isTaken() ? { ok: false, failure: { kind: 'hub-unreachable' } } : { ok: true, value: answer };
  expect((await one.engine.sync()).ok).toBe(false);
  expect((await one.engine.status()).waiting).toBe(0);
  await one.engine.settled();
  hub.chunks.clear();
  const { store, journal } = one;
  const again = await startLife(hub, { device, store, journal, sealedOutbox: port });
  await expect.poll(() => copy.held()).toEqual({ operations: [], chunks: [hash] });
  hub.meddle = (answer) => ({ ok: true, value: answer });
  hub.wants.add(hash);
  await sync(again);
  expect([...hub.chunks.keys()]).toEqual([hash]);
  copy.isBehindNow = true;
  await again.engine.sealCopy();
  expect(copy.held()).toEqual({ operations: [], chunks: [] });
});

test('[WP1] bytes that are kept and not named by a record yet are in a copy that is begun between the two', async () => {
  const hub = createSigningHub();
  const { copy, port } = createCopy();
  const one = await startLife(hub, { device, sealedOutbox: port });
  const waiting = await save(one, draftPlaybook(1));
  await one.engine.keepChunks(bytes);
  copy.isBehindNow = true;
  expect(await one.engine.sealCopy()).toBe(true);
  expect(copy.held()).toEqual({ operations: waiting, chunks: [hash] });
});

test('[WP2] a save does not wait for a copy that is being made, and a copy that was not taken is begun again', async () => {
  const hub = createSigningHub();
  const { copy, port } = createCopy();
  const one = await startLife(hub, { device, sealedOutbox: port });
  await expect.poll(() => copy.copies.length).toBe(1);
  const waiting = await save(one, draftPlaybook(1));
  copy.isTaken = false;
  copy.isBehindNow = true;
  expect(await one.engine.sealCopy()).toBe(false);
  [copy.isTaken, copy.isBehindNow] = [true, false];
  // While the parts are read somebody saves: it is not among them, since the journal brings it.
  copy.before = async () => void (await save(one, draftPlaybook(2)));
  expect(await one.engine.sealCopy()).toBe(true);
  expect(copy.held().operations).toEqual(waiting);
});

test('[WP1] what waits is cut into records by what it takes, and an action that was saved whole stays whole', async () => {
  const hub = createSigningHub();
  const { copy, port } = createCopy();
  const one = await startLife(hub, { device, sealedOutbox: port });
  const saved: (readonly string[])[] = [];
  for (let n = 1; n <= 4; n++) {
    const long = draftPlaybook(n, 'long').map((draft) =>
      draft.value === 'long' ? { ...draft, value: `${n}`.repeat(1_900_000) } : draft,
    );
    saved.push(await save(one, long));
  }
  copy.isBehindNow = true;
  await one.engine.sealCopy();
  const { frames } = readFrames(concat(...(copy.copies.at(-1) ?? [])));
  const records = frames.map((frame) => {
    const entry = entryOfFrame(frame);
    return entry?.kind === 'saved' ? entry.operations.map(({ id }) => id) : [];
  });
  expect(records).toEqual([saved.slice(0, 3).flat(), saved.slice(3).flat()]);
});

test('[WP2] a copy that fell behind is begun anew without a hub, too, and a good one is left alone', async () => {
  const hub = createSigningHub();
  const { copy, port } = createCopy();
  const one = await startLife(hub, { device, sealedOutbox: port });
  await expect.poll(() => copy.copies.length).toBe(1);
  await save(one, draftPlaybook(1));
  hub.meddle = () => ({ ok: false, failure: { kind: 'hub-unreachable' } });
  expect((await one.engine.sync()).ok).toBe(false);
  expect(copy.copies).toHaveLength(1);
  copy.isBehindNow = true;
  expect((await one.engine.sync()).ok).toBe(false);
  expect(copy.copies).toHaveLength(2);
  expect(copy.held().operations.length).toBeGreaterThan(0);
});
