/** Scopes that devices lose and gain: the real engine against the real decisions ([SC1] to [SC8]). */
import { expect, test } from 'vitest';
import { fail } from '../../shared/base/result.ts';
import { setFields } from '../../shared/domain/edit.ts';
import { playbook } from '../../shared/domain/playbook.ts';
import type { RecordState } from '../../shared/domain/record-state.ts';
import { readFrames } from '../../shared/protocol/frame.ts';
import { decodeRequest } from '../../shared/protocol/sync-request.ts';
import { entryOfFrame } from '../../shared/sync/journal-entry.ts';
import { createMemoryJournal } from '../../shared/sync/memory-journal.ts';
import { createMemoryStore } from '../../shared/sync/memory-store.ts';
import type { Journal, Store, StoreChange } from '../../shared/sync/ports.ts';
import { createHubNode } from '../../test/sim/hub-node.ts';
import { seeded } from '../../test/sim/seeded.ts';
import { draftPlaybook, playbookId } from '../../test/support/engine-life.ts';
import { everythingOf } from '../../test/support/everything-of.ts';
import { type LiveDevice, liveClock, startLive, synced } from '../../test/support/live-device.ts';

/** Two scopes with a playbook each; a laptop of the first person alone has read both. */
async function network() {
  const hub = await createHubNode(seeded(11), liveClock);
  const [lost = '', other = ''] = hub.scopes;
  const [person = '', author = ''] = hub.people;
  const writer = await startLive(hub, await hub.enrol('writer', [author]));
  await saved(writer, author, [...draftPlaybook(1, 'One', lost), ...draftPlaybook(2, 'Two', other)]);
  await synced(writer);
  const laptop = await startLive(hub, await hub.enrol('laptop', [person]));
  await synced(laptop);
  return { hub, lost, other, person, author, writer, laptop };
}

async function saved({ engine }: LiveDevice, author: string, drafts: ReturnType<typeof draftPlaybook>) {
  const result = await engine.apply(author, drafts);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value.operations;
}

const listed = async ({ engine }: LiveDevice) => (await engine.list({})).map(({ id }) => id).sort();

test('[SC2] [SY10] a lost scope is purged whole, and nothing of another', async () => {
  const { hub, lost, other, person, laptop } = await network();
  const others = await everythingOf(laptop.store, other);
  await hub.setRoles(person, lost, []);
  await synced(laptop);
  expect(await everythingOf(laptop.store, lost)).toEqual([]);
  expect(await laptop.store.history(playbookId(1))).toEqual([]);
  expect(await listed(laptop)).toEqual([playbookId(2)]);
  expect(await everythingOf(laptop.store, other)).toEqual(others);
  expect((await laptop.store.cursors()).map(({ scope }) => scope)).toEqual([other]);
  expect(await synced(laptop)).toMatchObject({ requests: 1, sent: 0, received: 0 });
});

test('[CF13] what was typed as the answer to a conflict goes with its scope', async () => {
  const { hub, lost, person, author, writer, laptop } = await network();
  for (const [device, by, title] of [
    [writer, author, 'Theirs'],
    [laptop, person, 'Ours'],
  ] as const) {
    const [state] = await device.engine.open([playbookId(1)]);
    const drafts = setFields(playbook, state as RecordState, { 'title.en': title });
    await saved(device, by, drafts.ok ? drafts.value : []);
  }
  for (const device of [writer, laptop]) await synced(device);
  const place = { person, record: playbookId(1), field: 'title.en' };
  await laptop.engine.keepTyped(place, ['Of both']);
  expect(await laptop.engine.typedAnswers(place)).toEqual(['Of both']);
  await hub.setRoles(person, lost, []);
  await synced(laptop);
  expect(await laptop.store.meta('typedAnswers')).toEqual([]);
});

test('[SC1] [SC3] what waited goes up and is held, not refused; it stays readable here, and what it stood on goes', async () => {
  const { hub, lost, person, laptop } = await network();
  const mine = await saved(laptop, person, draftPlaybook(3, 'Mine', lost));
  await hub.setRoles(person, lost, []);
  await synced(laptop);
  const outcomes = await hub.keptOutcomes(lost);
  expect(outcomes.map(({ id }) => id).sort()).toEqual([...mine].sort());
  expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['quarantined']));
  expect((await everythingOf(laptop.store, lost)).map(({ id }) => id).sort()).toEqual([...mine].sort());
  const held = await laptop.engine.notAccepted();
  expect(held.map(({ operation }) => operation?.record)).toEqual(mine.map(() => playbookId(3)));
  expect(await listed(laptop)).toEqual([playbookId(2)]);
  expect(await laptop.engine.purges()).toMatchObject([{ scope: lost, name: lost, handed: mine.length }]);
});

test('[VR6] [SC3] own work of a lost scope whose row is damaged is mended too, since it may come back into the order', async () => {
  const { hub, lost, person, laptop } = await network();
  await saved(laptop, person, draftPlaybook(3, 'Mine', lost));
  await hub.setRoles(person, lost, []);
  await synced(laptop);
  const whole = await everythingOf(laptop.store, lost);
  await laptop.store.write({ operations: [{ ...(whole[0] as (typeof whole)[0]), value: 'rotten' }] });
  expect(await laptop.engine.check()).toMatchObject({ ok: true, value: { damaged: 1, open: false } });
  expect(await everythingOf(laptop.store, lost)).toEqual(whole);
});

test('[SC2] nothing is purged while the hub has not answered for what was written in the scope', async () => {
  const { hub, lost, person, laptop } = await network();
  // The request that tells of the loss went before this was saved.
  await hub.setRoles(person, lost, []);
  let late: readonly string[] = [];
  const before = await everythingOf(laptop.store, lost);
  let isDown = true;
  const slow = await startLive(hub, laptop.enrolled, laptop, async () => {
    if (late.length > 0) return isDown ? 'down' : 'up';
    late = await saved(slow, person, draftPlaybook(3, 'Late', lost));
    return 'up';
  });
  expect((await slow.engine.sync()).ok).toBe(false);
  expect(late.length).toBeGreaterThan(0);
  expect((await everythingOf(slow.store, lost)).length).toBe(before.length + late.length);
  expect(await slow.engine.purges()).toEqual([]);
  isDown = false;
  await synced(slow);
  expect((await everythingOf(slow.store, lost)).map(({ id }) => id).sort()).toEqual([...late].sort());
  expect((await hub.keptOutcomes(lost)).map(({ kind }) => kind)).toEqual(late.map(() => 'quarantined'));
});

test('[SC4] a store that is rebuilt from the journal ends without the scope, and with what is held', async () => {
  const { hub, lost, other, person, laptop } = await network();
  const mine = await saved(laptop, person, draftPlaybook(3, 'Mine', lost));
  await hub.setRoles(person, lost, []);
  await synced(laptop);
  const rebuilt = await startLive(hub, laptop.enrolled, { journal: laptop.journal });
  expect((await everythingOf(rebuilt.store, lost)).map(({ id }) => id).sort()).toEqual([...mine].sort());
  expect(await everythingOf(rebuilt.store, other)).toEqual(await everythingOf(laptop.store, other));
  expect(await listed(rebuilt)).toEqual([playbookId(2)]);
  expect(await rebuilt.engine.purges()).toEqual(await laptop.engine.purges());
  expect(await rebuilt.engine.check()).toMatchObject({ ok: true, value: { damaged: 0, scopes: 0, open: false } });
  expect((await everythingOf(rebuilt.store, lost)).length).toBe(mine.length);
});

/** Everything that a journal says of a scope. */
async function wordsIn(journal: Journal, scope: string): Promise<string[]> {
  const ids: string[] = [];
  for await (const bytes of journal.read(0)) {
    for (const frame of readFrames(bytes).frames) {
      const entry = entryOfFrame(frame);
      if (entry === null || !('operations' in entry)) continue;
      ids.push(...entry.operations.filter((operation) => operation.scope === scope).map(({ id }) => id));
    }
  }
  return ids.sort();
}

test('[SC4] [SC3] the journal holds of a purged scope what nobody placed, and of the others everything', async () => {
  const { hub, lost, other, person, laptop } = await network();
  await saved(laptop, person, draftPlaybook(4, 'Accepted', lost));
  // One action in two scopes is one frame.
  await saved(laptop, person, [...draftPlaybook(5, 'There', lost), ...draftPlaybook(6, 'Here', other)]);
  await synced(laptop);
  const held = await saved(laptop, person, draftPlaybook(3, 'Held', lost));
  const others = await wordsIn(laptop.journal, other);
  const position = await laptop.journal.position();
  expect((await wordsIn(laptop.journal, lost)).length).toBeGreaterThan(held.length);
  await hub.setRoles(person, lost, []);
  await synced(laptop);
  expect(await wordsIn(laptop.journal, lost)).toEqual([...held].sort());
  expect(await wordsIn(laptop.journal, other)).toEqual(others);
  expect(await laptop.journal.position()).toBeGreaterThan(position);
  const rebuilt = await startLive(hub, laptop.enrolled, { journal: laptop.journal });
  expect(rebuilt.engine.started).toMatchObject({ skipped: 0, damaged: 0 });
  expect(await listed(rebuilt)).toEqual(await listed(laptop));
  expect(await everythingOf(rebuilt.store, other)).toEqual(await everythingOf(laptop.store, other));
  expect(await everythingOf(rebuilt.store, lost)).toEqual(await everythingOf(laptop.store, lost));
});

test('[SC4] [SC5] while the disk refuses to write over, no receipt is given; later it is', async () => {
  const { hub, lost, person, laptop } = await network();
  let isFull = true;
  const journal: Journal = {
    ...laptop.journal,
    overwrite: async (parts) => (isFull ? fail({ kind: 'disk-full' }) : laptop.journal.overwrite(parts)),
  };
  const full = await startLive(hub, laptop.enrolled, { store: laptop.store, journal });
  await hub.setRoles(person, lost, []);
  await synced(full);
  expect(await everythingOf(full.store, lost)).toEqual([]);
  expect(await hub.receiptsOf(full.enrolled.identity.device)).toEqual([]);
  const broken = await startLive(hub, laptop.enrolled, {
    store: laptop.store,
    journal: { ...journal, overwrite: () => Promise.reject(new Error('unreadable')) },
  });
  expect(await broken.engine.sync()).toMatchObject({ ok: false, failure: { kind: 'store-failed' } });
  isFull = false;
  await synced(full);
  expect(await wordsIn(journal, lost)).toEqual([]);
  await synced(full);
  expect(await hub.receiptsOf(full.enrolled.identity.device)).toHaveLength(1);
});

test('[SC4] a crash between the journal and the store leaves a purge that the next start completes', async () => {
  const { hub, lost, other, person, laptop } = await network();
  await hub.setRoles(person, lost, []);
  const copy = createMemoryStore();
  const failing = new Proxy(laptop.store, {
    get(target, name: keyof Store) {
      if (name !== 'write') return target[name]?.bind(target);
      return async (change: StoreChange) => {
        if (change.purge?.length) throw new Error('The store refuses');
        await target.write(change);
      };
    },
  });
  const crashing = await startLive(hub, laptop.enrolled, { store: failing, journal: laptop.journal });
  await crashing.engine.sync();
  expect((await everythingOf(laptop.store, lost)).length).toBeGreaterThan(0);
  for (const store of [laptop.store, copy]) {
    const next = await startLive(hub, laptop.enrolled, { store, journal: laptop.journal });
    expect(await everythingOf(store, lost)).toEqual([]);
    expect((await everythingOf(store, other)).length).toBeGreaterThan(0);
    expect(await listed(next)).toEqual([playbookId(2)]);
  }
});

test('[SC5] the hub gets a signed receipt once, and forgets how far the device had read', async () => {
  const { hub, lost, person, laptop } = await network();
  await hub.setRoles(person, lost, []);
  await synced(laptop);
  const { device } = laptop.enrolled.identity;
  expect(await hub.receiptsOf(device)).toMatchObject([{ device, scope: lost, at: liveClock.now() }]);
  expect((await hub.cursorsOf(device)).find(({ scope }) => scope === lost)?.seq).toBe(0);
  const sent = laptop.traffic.requests;
  await synced(laptop);
  expect(laptop.traffic.requests).toBe(sent + 1);
});

test('[SC5] a receipt whose answer was lost comes again, and one under another key is not taken', async () => {
  const { hub, lost, person, laptop } = await network();
  await hub.setRoles(person, lost, []);
  const hubId = laptop.enrolled.identity.hub;
  const carried: boolean[] = [];
  const watched = await startLive(hub, laptop.enrolled, laptop, async (request) => {
    const read = decodeRequest(request, hubId);
    carried.push(read.ok && read.value.message.receipts !== undefined);
    return carried.at(-1) === true && carried.filter(Boolean).length === 1 ? 'deaf' : 'up';
  });
  expect((await watched.engine.sync()).ok).toBe(false);
  await synced(watched);
  await synced(watched);
  expect(carried.filter(Boolean).length).toBe(2);
  expect((await hub.receiptsOf(laptop.enrolled.identity.device)).length).toBe(1);
  const forged = { scope: lost, at: 5, signature: '00'.repeat(64) };
  expect(await hub.takeReceipts(laptop.enrolled.identity.device, [forged])).toBe(0);
});

test('[SC6] a scope that is gained again is read from its beginning, and what was held is as before', async () => {
  const { hub, lost, person, author, writer, laptop } = await network();
  const mine = await saved(laptop, person, draftPlaybook(3, 'Mine', lost));
  await hub.setRoles(person, lost, []);
  await synced(laptop);
  await saved(writer, author, draftPlaybook(4, 'Meanwhile', lost));
  await synced(writer);
  await hub.setRoles(person, lost, ['steward', 'investigator']);
  await synced(laptop);
  expect(await listed(laptop)).toEqual([1, 2, 4].map(playbookId));
  expect(await laptop.engine.open([playbookId(1)])).toEqual(await writer.engine.open([playbookId(1)]));
  expect((await laptop.engine.notAccepted()).map(({ id }) => id).sort()).toEqual([...mine].sort());
  expect(await laptop.engine.purges()).toEqual([]);
  expect(await laptop.engine.check()).toMatchObject({ ok: true, value: { damaged: 0, scopes: 0, open: false } });
  const rebuilt = await startLive(hub, laptop.enrolled, { journal: laptop.journal });
  expect(await listed(rebuilt)).toEqual([1, 2, 4].map(playbookId));
  expect(await everythingOf(rebuilt.store, lost)).toEqual(await everythingOf(laptop.store, lost));
});

test('[SC2] an old disk image that still holds the scope is purged by its next exchange', async () => {
  const { hub, lost, person, laptop } = await network();
  const old = await copyOf(laptop);
  await hub.setRoles(person, lost, []);
  await synced(laptop);
  const back = await startLive(hub, laptop.enrolled, old);
  expect((await everythingOf(back.store, lost)).length).toBeGreaterThan(0);
  await synced(back);
  expect(await everythingOf(back.store, lost)).toEqual([]);
});

async function copyOf({ journal }: LiveDevice) {
  const copy = createMemoryJournal();
  for await (const bytes of journal.read(0)) await copy.append(bytes);
  return { journal: copy };
}
