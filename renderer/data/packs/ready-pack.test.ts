/** Packs that another thread makes ready: whatever way a pack goes, the store says the same of everything ([PK10]). */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeAll, expect, test } from 'vitest';
import { erasure } from '../../../shared/domain/erasure/erasure.ts';
import type { PlacedOperation } from '../../../shared/protocol/page.ts';
import type { IdentifyPack, Store, StoreChange } from '../../../shared/sync/ports.ts';
import { createHubNode, type HubNode } from '../../../test/sim/hub-node.ts';
import { seeded } from '../../../test/sim/seeded.ts';
import { draftPlaybook, playbookId } from '../../../test/support/engine-life.ts';
import { everythingOf } from '../../../test/support/everything-of.ts';
import { type LiveDevice, liveClock, startLive, synced } from '../../../test/support/live-device.ts';
import { uuidNumbered } from '../../../test/support/network.ts';
import { packOf } from '../../../test/support/pack-of.ts';
import { smallPacks } from '../../../test/support/small-packs.ts';
import { storedOperation } from '../../../test/support/stored-operation.ts';
import { testSeal } from '../../../test/support/test-seal.ts';
import { type DexieStore, openDexieStore } from '../dexie-store.ts';
import { preparePack } from './ready-pack.ts';

const prepare: IdentifyPack = async (payload, place) => preparePack(payload, place, smallPacks);
const playbooks = 30;
let hub: HubNode;
let scope: string;
let writer: LiveDevice;

beforeAll(async () => {
  hub = await createHubNode(seeded(7), liveClock, { least: 6, stored: 6_000, packed: 100_000, perAnswer: 100 });
  scope = hub.scopes[0] as string;
  writer = await startLive(hub, await hub.enrol('writer'));
  for (let n = 1; n <= playbooks; n += 1) {
    await save(writer, draftPlaybook(n, `Playbook ${n}`, scope));
    // Some are edited at once, in their own pack; some later, in another one.
    if (n % 3 === 0) await rename(writer, n);
    if (n % 5 === 0) await rename(writer, n - 4);
  }
  await synced(writer);
});

async function save({ engine }: LiveDevice, drafts: Parameters<LiveDevice['engine']['apply']>[1]) {
  const saved = await engine.apply(hub.people[0] as string, drafts);
  if (!saved.ok) throw new Error(saved.failure.kind);
}

async function rename(device: LiveDevice, n: number) {
  const [state] = await device.engine.open([playbookId(n)]);
  const supersedes = (state?.fields['title.en'] ?? []).map(({ id }) => id);
  const own = { scope, type: 'playbook', record: playbookId(n), field: 'title.en' };
  await save(device, [{ ...own, kind: 'set', value: `Renamed ${n}`, supersedes }]);
}

interface Reader extends LiveDevice {
  readonly disk: DexieStore;
  /** Operations that came as rows made ready, and one by one. */
  readonly came: { ready: number; single: number };
  readonly reopen: () => Promise<DexieStore>;
}

async function newReader(identify?: IdentifyPack): Promise<Reader> {
  const [indexedDB, seal] = [new IDBFactory(), testSeal()];
  const open = () => openDexieStore({ name: 'library', indexedDB, IDBKeyRange, packLimits: smallPacks, seal });
  const disk = await open();
  const came = { ready: 0, single: 0 };
  const store: Store = {
    ...disk,
    async write(change: StoreChange) {
      for (const { ids } of change.ready ?? []) came.ready += ids.length / 16;
      came.single += change.operations?.length ?? 0;
      await disk.write(change);
    },
  };
  const device = await startLive(hub, await hub.enrol('reader'), {
    store,
    ...(identify === undefined ? {} : { identify }),
  });
  const reopen = async () => {
    await disk.close();
    return open();
  };
  return { ...device, disk, came, reopen };
}

const ids = Array.from({ length: playbooks }, (_, n) => playbookId(n + 1));

async function saysOf(store: DexieStore) {
  return {
    operations: await everythingOf(store, scope),
    states: JSON.stringify(await store.open(ids)),
    histories: await Promise.all(ids.slice(0, 6).map((id) => store.history(id))),
    list: await store.list({ type: 'playbook', withDeleted: true }),
    cursors: await store.cursors(),
    lamport: await store.lamport(scope),
    digests: await store.meta('digests'),
    isWhole: await store.isWhole(),
  };
}

test('[PK10] [PK7] what was made ready is in the store as if it had been absorbed one by one, also after it was opened again', async () => {
  const [usual, ready] = [await newReader(), await newReader(prepare)];
  expect([(await synced(usual)).received, (await synced(ready)).received]).toEqual([106, 106]);
  expect(ready.came.ready).toBeGreaterThan(60);
  // What edits a record of an earlier pack goes the usual way.
  expect(ready.came.single).toBeGreaterThan(0);
  expect(usual.came).toEqual({ ready: 0, single: 106 });
  const expected = await saysOf(usual.disk);
  expect(expected).toMatchObject({ isWhole: true, operations: { length: 106 }, list: { length: playbooks } });
  expect(await saysOf(ready.disk)).toEqual(expected);
  expect(await saysOf(await ready.reopen())).toEqual(expected);
});

test('[PK13] a pack of which something is known here already is absorbed one by one', async () => {
  const reader = await newReader(prepare);
  const [first] = await everythingOf(writer.store, scope);
  if (first === undefined) throw new Error('The writer has nothing');
  await reader.disk.write({ operations: [{ ...first, seq: null }] });
  await synced(reader);
  const all = await newReader(prepare);
  await synced(all);
  // The pack in which it lies goes the usual way, the others do not.
  expect(reader.came.ready).toBeGreaterThan(0);
  expect(reader.came.ready).toBeLessThan(all.came.ready);
  const usual = await newReader();
  await synced(usual);
  expect((await saysOf(reader.disk)).operations).toEqual((await saysOf(usual.disk)).operations);
});

test('[PK13] a store tells that nothing is here by ids and records, in packs and in rows', async () => {
  const { disk } = await newReader();
  const rowsOf = (n: number, record = n) => ({
    ids: Uint8Array.from(Buffer.from(storedOperation(n).id, 'hex')),
    records: [playbookId(record)],
    ...{ scope, digest: '', types: [], lamport: 0, made: null },
  });
  const known = storedOperation(1, { record: playbookId(1), scope });
  await disk.write({ operations: [known] });
  expect(await disk.holdsNone?.(rowsOf(1, 2))).toBe(false);
  expect(await disk.holdsNone?.(rowsOf(2, 2))).toBe(true);
  await disk.write({ records: (await writer.store.open([playbookId(3)])) as never });
  expect(await disk.holdsNone?.(rowsOf(2, 3))).toBe(false);
});

test('[PK13] a record that went is not nothing: what says so in the overlay would win over the pack', async () => {
  const { disk } = await newReader();
  const states = await writer.store.open(ids);
  const gone = playbookId(3);
  const rows = { ids: new Uint8Array(), records: [gone], scope, digest: '', types: [], lamport: 0, made: null };
  await disk.write({ records: states });
  await disk.write({ recordsRemove: [{ scope, id: gone }] });
  expect(await disk.open([gone])).toEqual([]);
  expect(await disk.holdsNone?.(rows)).toBe(false);
  expect(await disk.holdsNone?.({ ...rows, records: [playbookId(playbooks + 1)] })).toBe(true);
});

test('[PK13] a row of the overlay that does not open is not nothing either', async () => {
  const rotten = async () => Promise.reject(new Error('rotten'));
  const seal = { ...testSeal(), open: rotten };
  const own = { indexedDB: new IDBFactory(), IDBKeyRange, packLimits: smallPacks, seal };
  const disk = await openDexieStore({ name: 'library', ...own });
  const { id } = storedOperation(1, { scope });
  await disk.write({ operations: [storedOperation(1, { scope })] });
  expect(await disk.operations([id])).toEqual([]);
  const of = { ids: Uint8Array.from(Buffer.from(id, 'hex')), records: [playbookId(1)], scope };
  expect(await disk.holdsNone?.({ ...of, digest: '', types: [], lamport: 0, made: null })).toBe(false);
});

const created = (n: number): Partial<PlacedOperation>[] => [
  { record: playbookId(n), kind: 'create', field: '@exists', value: null },
  { record: playbookId(n), field: 'title.en', value: `Playbook ${n}` },
];

test('[PK10] a record stands alone when it begins in the pack and supersedes nothing from before', () => {
  const before = { record: playbookId(3), field: 'title.en', supersedes: ['ab'.repeat(16)] };
  const { operations, payload, place } = packOf([
    ...created(1),
    ...created(2),
    ...created(3),
    before,
    { record: playbookId(4) },
  ]);
  const made = preparePack(payload, place, smallPacks);
  expect(made?.ready?.rows.records).toEqual([playbookId(1), playbookId(2)]);
  expect(made?.ready?.rest).toEqual(operations.slice(4));
  expect(made?.ids.length).toBeGreaterThanOrEqual(16 * operations.length);
});

test('[PK13] [ER4] nothing is made ready of a pack in which something is erased, of too little, and of what is not as its manifest says', () => {
  const by = { person: uuidNumbered(0xaa, 1), name: 'Ana', centre: 'Varenia' };
  const named = { request: uuidNumbered(0xe1, 1), asked: '01'.repeat(16), digest: '02'.repeat(32), by, at: 5 };
  const word = { does: 'erase', ...named, records: [{ id: playbookId(1), type: 'person' }] };
  const erases = { type: erasure.type, record: playbookId(9), field: 'word', value: word };
  const without = packOf([...created(1), ...created(2)]);
  const withErasure = packOf([...created(1), ...created(2), erases]);
  expect(preparePack(without.payload, without.place, smallPacks)?.ready).toBeDefined();
  expect(preparePack(withErasure.payload, withErasure.place, smallPacks)).toEqual({ ids: expect.any(Uint8Array) });
  expect(preparePack(without.payload, without.place)?.ready).toBeUndefined();
  expect(preparePack(without.payload, { ...without.place, last: 9 }, smallPacks)).toBeNull();
});
