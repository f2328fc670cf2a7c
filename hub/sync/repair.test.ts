/** What a device holds wrongly is found and put right: the real engine against the real decisions ([VR1] to [VR6]). */
import { afterEach, expect, test } from 'vitest';
import { ok } from '../../shared/base/result.ts';
import { shortDigest, shortPartsOf } from '../../shared/protocol/digest.ts';
import { unpackedLimit } from '../../shared/protocol/limits.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';
import { operationIdOf } from '../../shared/protocol/operation-header.ts';
import { decodeReply, encodeReply } from '../../shared/protocol/sync-reply.ts';
import { digestOfAll, digestOfRange, readHeld } from '../../shared/sync/held-places.ts';
import { createMemoryJournal } from '../../shared/sync/memory-journal.ts';
import { createMemoryStore } from '../../shared/sync/memory-store.ts';
import { foldRecord } from '../../shared/sync/merge.ts';
import type { Journal, Store } from '../../shared/sync/ports.ts';
import { createHubNode } from '../../test/sim/hub-node.ts';
import { seeded } from '../../test/sim/seeded.ts';
import { draftPlaybook, playbookId } from '../../test/support/engine-life.ts';
import { everythingOf } from '../../test/support/everything-of.ts';
import {
  liveClock as clock,
  type LiveDevice as Device,
  startLive as start,
  synced,
} from '../../test/support/live-device.ts';

/** What an answer may hold, made small: as much as is allowed would take long to write. */
const answer: { operations: number } = unpackedLimit;
const { operations: allowed } = unpackedLimit;
afterEach(() => {
  answer.operations = allowed;
});

async function checked({ engine }: Device) {
  const report = await engine.check();
  if (!report.ok) throw new Error(report.failure.reason);
  return report.value;
}

/** A hub with so many playbooks of three operations each in its first scope, and a device that has read them. */
async function readBy(playbooks: number) {
  const hub = await createHubNode(seeded(7), clock);
  const [scope = '', author = ''] = [hub.scopes[0], hub.people[0]];
  const writer = await start(hub, await hub.enrol('writer'));
  for (let n = 1; n <= playbooks; n += 1_000) {
    const drafts = Array.from({ length: Math.min(1_000, playbooks - n + 1) }, (_, i) =>
      draftPlaybook(n + i, `Playbook ${n + i}`, scope),
    );
    const saved = await writer.engine.apply(author, drafts.flat());
    if (!saved.ok) throw new Error(saved.failure.kind);
  }
  await synced(writer);
  const reader = await start(hub, await hub.enrol('reader'));
  await synced(reader);
  return { hub, scope, writer, reader };
}

/** The disk with other rows; `digests` says whether the kept digest knows of it, as it would of rows never absorbed. */
async function withRows(
  { store, journal }: Device,
  scope: string,
  change: (rows: StoredOperation[]) => StoredOperation[],
  digests: 'know' | 'do not know',
) {
  const copy = createMemoryStore();
  const operations = change(await everythingOf(store, scope));
  const records = [...new Set(operations.map(({ record }) => record))];
  const states = records.flatMap((id) => foldRecord(operations.filter(({ record }) => record === id)) ?? []);
  const names = ['journal', 'incarnation', 'identity', 'epoch', 'ticket', 'lastBatch', 'digests', 'edition'];
  const meta = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, (await store.meta(name)) ?? null])),
  );
  const rest = { cursors: await store.cursors(), notAccepted: await store.notAccepted(), meta };
  await copy.write({ operations, records: states, ...rest });
  if (digests === 'know')
    await copy.write({ meta: { digests: { [scope]: digestOfAll(await readHeld(copy, scope)) } } });
  return { store: copy, journal };
}

const nth = (n: number) => (rows: StoredOperation[]) => rows.find(({ seq }) => seq === n) as StoredOperation;
const without = (n: number) => (rows: StoredOperation[]) => rows.filter((row) => row !== nth(n)(rows));
const garbled = (n: number) => (rows: StoredOperation[]) =>
  rows.map((row) => (row.seq === n ? { ...row, value: 'garbled' } : row));

/** The journal as far as it is whole before its pages: what came from the hub is not in it. */
async function journalWithoutPages(journal: Journal): Promise<Journal> {
  const copy = createMemoryJournal();
  const size = await journal.position();
  await copy.append(new Uint8Array(size));
  return copy;
}

test('[VR2] a sync with nothing new says all cursors in one value', async () => {
  const { reader } = await readBy(2);
  Object.assign(reader.traffic, { requests: 0, bytes: 0 });
  await synced(reader);
  expect(reader.traffic.requests).toBe(1);
  expect(reader.traffic.bytes).toBeLessThan(600);
});

test('[VR2] a hub that noted other cursors asks for them, and nothing else happens', async () => {
  const { hub, reader } = await readBy(2);
  const disk = { store: reader.store, journal: reader.journal };
  // Another machine on the same disk has read further: the hub noted its cursors under this device.
  const twin = await start(hub, reader.enrolled, { journal: await copyOf(reader.journal) });
  const drafts = draftPlaybook(50, 'By the twin', hub.scopes[0] as string);
  await twin.engine.apply(hub.people[0] as string, drafts);
  await synced(twin);
  const again = await start(hub, reader.enrolled, disk);
  expect(await synced(again)).toMatchObject({ requests: 2, received: 3 });
  expect(await again.engine.repairs()).toEqual([]);
});

async function copyOf(journal: Journal): Promise<Journal> {
  const copy = createMemoryJournal();
  for await (const bytes of journal.read(0)) await copy.append(bytes);
  return copy;
}

test('[VR3] one operation that was never absorbed among many is found in three requests and fetched alone', async () => {
  const { hub, scope, reader } = await readBy(1_200);
  const whole = await reader.engine.open([playbookId(800)]);
  const poor = await start(hub, reader.enrolled, await withRows(reader, scope, without(2_399), 'know'));
  expect(await poor.engine.open([playbookId(800)])).not.toEqual(whole);
  expect((await synced(poor)).requests).toBeLessThanOrEqual(3);
  expect(poor.traffic.bytes).toBeLessThan(8_000);
  expect(await poor.engine.open([playbookId(800)])).toEqual(whole);
  expect(await poor.engine.repairs()).toMatchObject([{ scope, missing: 1, damaged: 0, displaced: 0 }]);
  expect(await synced(poor)).toMatchObject({ requests: 1, received: 0 });
});

test('[VR8] where every short digest agrees by chance, whole ones are asked for, and what differs is found', async () => {
  const { hub, scope, reader } = await readBy(40);
  const disk = await withRows(reader, scope, without(79), 'know');
  const held = await readHeld(disk.store, scope);
  let told = 0;
  // The hub's short digests as if they were those of what is held here.
  const meddle = (answer: Uint8Array) => {
    const reply = decodeReply(answer, scope);
    if (!reply.ok) throw new Error(reply.failure.kind);
    const shortSums = (reply.value.message.shortSums ?? []).map((sums) => {
      told += 1;
      return {
        ...sums,
        digests: shortPartsOf(sums)
          .map((part) => shortDigest(digestOfRange(held, part)))
          .join(''),
      };
    });
    const message = { ...reply.value.message, shortSums };
    return ok(encodeReply({ ...reply.value, message }, { terse: true, epoch: scope }));
  };
  const poor = await start(hub, reader.enrolled, { ...disk, meddle });
  expect((await synced(poor)).requests).toBeLessThanOrEqual(4);
  expect(told).toBe(1);
  expect(await poor.engine.repairs()).toMatchObject([{ scope, missing: 1 }]);
  expect(await poor.engine.open([playbookId(27)])).toEqual(await reader.engine.open([playbookId(27)]));
  expect(await synced(poor)).toMatchObject({ requests: 1, received: 0 });
});

test('[SY21] [VR4] what of an answer with news is too much to be taken is asked for again with the next, and put right', async () => {
  const { hub, scope, reader, writer } = await readBy(400);
  const gaps = [3, 500, 1_000, 1_197];
  const poorRows = (rows: StoredOperation[]) => rows.filter(({ seq }) => !gaps.includes(seq ?? 0));
  let answers = 0;
  const meddle = (bytes: Uint8Array) => {
    const reply = decodeReply(bytes, scope);
    if (reply.ok && reply.value.repairs.length > 0) answers += 1;
    return ok(bytes);
  };
  const disk = { ...(await withRows(reader, scope, poorRows, 'know')), meddle };
  // While it is mended it falls behind again: each answer brings pages before what mends.
  let news = 0;
  const poor = await start(hub, reader.enrolled, disk, async () => {
    news += 1;
    await writer.engine.apply(hub.people[0] as string, draftPlaybook(1_000 + news, 'News', scope));
    await synced(writer);
    return 'up';
  });
  // The news, and one of the four parts of 32 places.
  answer.operations = 50;
  await synced(poor);
  expect(answers).toBeGreaterThan(2);
  expect(await poor.engine.repairs()).toMatchObject([{ scope, missing: gaps.length, damaged: 0, displaced: 0 }]);
  const places = (await everythingOf(poor.store, scope)).flatMap(({ seq }) => seq ?? []);
  expect(gaps.filter((seq) => !places.includes(seq))).toEqual([]);
});

test('[VR4] an operation that the hub does not have loses its place and stays', async () => {
  const { hub, scope, writer } = await readBy(4);
  const stray = { ...nth(5)(await everythingOf(writer.store, scope)), value: 'lost by the hub' };
  const foreign = { ...stray, id: operationIdOf(stray), origin: { ...stray.origin, device: hub.people[1] as string } };
  const own = { ...stray, lamport: 999 };
  const owned = { ...own, id: operationIdOf(own) };
  const disk = await withRows(writer, scope, (rows) => [...rows, foreign, owned], 'know');
  const device = await start(hub, writer.enrolled, disk);
  await synced(device);
  const places = new Map((await everythingOf(device.store, scope)).map(({ id, seq }) => [id, seq]));
  expect(places.get(foreign.id)).toBe(null);
  // What was made here is offered again, and has a place of its own now.
  expect(places.get(owned.id)).toBe(13);
  expect(await device.engine.repairs()).toMatchObject([{ displaced: 2, missing: 0 }]);
  expect(await synced(device)).toMatchObject({ requests: 1, received: 0 });
});

test('[VR7] what is held after a repair and does not fit the chain is read again from the beginning', async () => {
  const { hub, scope, reader } = await readBy(1_000);
  const whole = await everythingOf(reader.store, scope);
  // Two operations at one another's place: no sum shows it.
  const swapped = (rows: StoredOperation[]) =>
    rows.map((row) => (row.seq === 3 || row.seq === 4 ? { ...row, seq: 7 - row.seq } : row));
  const disk = await withRows(reader, scope, (rows) => without(2_000)(swapped(rows)), 'know');
  const device = await start(hub, reader.enrolled, disk);
  expect((await synced(device)).received).toBeLessThan(33);
  expect(await device.engine.repairs()).toMatchObject([{ missing: 1 }]);
  expect(await synced(device)).toMatchObject({ received: whole.length });
  expect(await everythingOf(device.store, scope)).toEqual(whole);
  expect(await synced(device)).toMatchObject({ requests: 1, received: 0 });
});

test('[VR5] a digest alone that is wrong is corrected without fetching anything', async () => {
  const { hub, scope, reader } = await readBy(4);
  const disk = await withRows(reader, scope, (rows) => rows, 'do not know');
  await disk.store.write({ meta: { digests: { [scope]: { digest: '1'.repeat(32), top: 12 } } } });
  const device = await start(hub, reader.enrolled, disk);
  expect((await synced(device)).received).toBe(0);
  expect(await device.engine.repairs()).toEqual([]);
  expect((await synced(device)).requests).toBe(1);
});

test.each([
  ['gone', without(5), 0],
  ['garbled', garbled(5), 1],
])('[VR6] a row that is %s is mended from the journal, offline', async (_, harm, damaged) => {
  const { hub, scope, reader } = await readBy(4);
  const whole = await reader.engine.open([1, 2, 3, 4].map(playbookId));
  const device = await start(hub, reader.enrolled, await withRows(reader, scope, harm, 'do not know'));
  expect(await device.engine.open([1, 2, 3, 4].map(playbookId))).not.toEqual(whole);
  expect(await checked(device)).toMatchObject({ damaged, scopes: 1, open: false });
  expect(await device.engine.open([1, 2, 3, 4].map(playbookId))).toEqual(whole);
  expect(device.traffic.requests).toBe(0);
  expect(await checked(device)).toMatchObject({ damaged: 0, scopes: 0, records: 0, open: false });
});

test('[VR9] a save passes while a check is in the middle of the rows', async () => {
  const { hub, scope, writer } = await readBy(4);
  const [reached, goesOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const scan: Store['scan'] = async function* (...asked) {
    for await (const rows of writer.store.scan(...asked)) {
      reached.resolve();
      await goesOn.promise;
      yield rows;
    }
  };
  const device = await start(hub, writer.enrolled, { journal: writer.journal, store: { ...writer.store, scan } });
  const checking = checked(device);
  await reached.promise;
  const saved = await device.engine.apply(hub.people[0] ?? '', draftPlaybook(5, 'Playbook 5', scope));
  expect(saved.ok).toBe(true);
  goesOn.resolve();
  expect(await checking).toMatchObject({ damaged: 0, scopes: 0, records: 0, open: false });
  expect((await device.engine.status()).waiting).toBe(3);
});

test('[VR10] a mend that the process did not survive is done at the next start, not forgotten with the digests it took', async () => {
  const { hub, scope, writer } = await readBy(4);
  const whole = await everythingOf(writer.store, scope);
  const disk = await withRows(writer, scope, without(5), 'do not know');
  const power = { writes: Number.POSITIVE_INFINITY };
  const device = await start(hub, writer.enrolled, { ...disk, store: failingStore(disk.store, power) });
  power.writes = 1;
  expect(await device.engine.check()).toMatchObject({ ok: false });
  const again = await start(hub, writer.enrolled, disk);
  expect(await everythingOf(again.store, scope)).toEqual(whole);
  expect(await checked(again)).toMatchObject({ damaged: 0, scopes: 0, records: 0, open: false });
});

/** A store that takes so many writes and no more. */
function failingStore(store: Store, power: { writes: number }): Store {
  const write: Store['write'] = async (change) => {
    power.writes -= 1;
    if (power.writes < 0) throw new Error('The store refuses a write');
    await store.write(change);
  };
  return { ...store, write };
}

test.each([
  ['gone', without(5), { missing: 1, damaged: 0 }],
  ['garbled', garbled(5), { missing: 0, damaged: 1 }],
])('[VR6] a row that is %s, and in no journal either, comes from the hub', async (_, harm, found) => {
  const { hub, scope, reader } = await readBy(4);
  const whole = await reader.engine.open([1, 2, 3, 4].map(playbookId));
  const disk = await withRows(reader, scope, harm, 'do not know');
  const device = await start(hub, reader.enrolled, disk);
  const { journal } = device;
  Object.assign(journal, await journalWithoutPages(journal));
  expect(await checked(device)).toMatchObject({ scopes: 1, open: true });
  await synced(device);
  expect(await device.engine.open([1, 2, 3, 4].map(playbookId))).toEqual(whole);
  expect(await device.engine.repairs()).toMatchObject([found]);
  expect(await checked(device)).toMatchObject({ damaged: 0, scopes: 0, open: false });
});

test('[SY1] [VR6] waiting work that is damaged on the disk and in the journal costs a sync two requests, and goes on waiting', async () => {
  const { hub, scope, writer } = await readBy(1);
  const author = hub.people[0] as string;
  await writer.engine.apply(author, draftPlaybook(2, 'Not sent yet', scope));
  const [first] = (await everythingOf(writer.store, scope)).filter(({ seq }) => seq === null);
  await writer.store.write({ operations: [{ ...(first as StoredOperation), value: 'garbled' }] });
  Object.assign(writer.journal, await journalWithoutPages(writer.journal));
  await synced(writer);
  expect((await writer.engine.status()).waiting).toBe(1);
  expect((await synced(writer)).requests).toBeLessThanOrEqual(2);
  expect((await writer.engine.status()).waiting).toBe(1);
});

test('[VR6] a refused change whose row comes back stays out of sight', async () => {
  const { hub, scope, reader } = await readBy(2);
  const author = hub.people[0] as string;
  await hub.setRoles(author, scope, ['guest']);
  await reader.engine.apply(author, draftPlaybook(9, 'Never accepted', scope));
  await synced(reader);
  expect((await reader.engine.status()).notAccepted).toBe(3);
  expect(await reader.engine.open([playbookId(9)])).toEqual([]);
  const disk = await withRows(reader, scope, (rows) => rows.filter(({ seq }) => seq !== null), 'do not know');
  const device = await start(hub, reader.enrolled, disk);
  expect((await device.engine.notAccepted()).map(({ operation }) => operation)).toEqual([null, null, null]);
  expect(await checked(device)).toMatchObject({ open: false });
  expect((await device.engine.notAccepted()).map(({ operation }) => operation?.record)).toEqual(
    [9, 9, 9].map(playbookId),
  );
  expect(await device.engine.open([playbookId(9)])).toEqual([]);
});

test('[VR6] a record that shows something else than its operations say is folded anew', async () => {
  const { reader } = await readBy(4);
  const [state] = await reader.engine.open([playbookId(2)]);
  if (state === undefined) throw new Error('no such record');
  await reader.store.write({ records: [{ ...state, fields: {} }] });
  expect(await checked(reader)).toMatchObject({ records: 1, scopes: 0 });
  expect(await reader.engine.open([playbookId(2)])).toEqual([state]);
});

test('[VR3] a device learns nothing of a scope that it may not read', async () => {
  const { hub, scope, reader } = await readBy(20);
  const device = await start(hub, reader.enrolled, await withRows(reader, scope, without(30), 'know'));
  for (const person of hub.people) await hub.setRoles(person, scope, []);
  const report = await synced(device);
  expect(report.received).toBe(0);
  expect(await device.engine.repairs()).toEqual([]);
});

test('[JR3] what is saved during an exchange and missed by the store is not passed over by the answer', async () => {
  const hub = await createHubNode(seeded(7), clock);
  const [scope = '', author = ''] = [hub.scopes[0], hub.people[0]];
  const inner = createMemoryStore();
  let failing = false;
  const store: Store = {
    ...inner,
    write: async (change) => {
      if (failing) throw new Error('QuotaExceededError');
      return inner.write(change);
    },
  };
  let isSaved = false;
  const laptop = await start(hub, await hub.enrol('laptop'), { store }, async () => {
    if (isSaved) return 'up';
    isSaved = true;
    failing = true;
    expect((await laptop.engine.apply(author, draftPlaybook(1, 'Meanwhile', scope))).ok).toBe(true);
    failing = false;
    return 'up';
  });
  await synced(laptop);
  await synced(laptop);
  expect((await hub.log(scope)).length).toBe(3);
  expect(await laptop.engine.open([playbookId(1)])).toHaveLength(1);
});
