/** What compaction lets go of, and what holds it back ([CP1] to [CP4]): the real decisions on memory. */
import { beforeEach, expect, test } from 'vitest';
import { isLetGo, type Operation } from '../../shared/protocol/operation.ts';
import { operationIdOf } from '../../shared/protocol/operation-header.ts';
import { decodePage } from '../../shared/protocol/page.ts';
import { askHub } from '../../test/support/ask-hub.ts';
import { createDraftingWorld, type DraftingWorld } from '../../test/support/drafting-world.ts';
import type { ScriptedDevice } from '../../test/support/scripted-device.ts';
import { readOverview } from '../coordinator/read-network.ts';
import { type CompactionRule, compactScope } from './compact-scope.ts';

const day = 86_400_000;
const rule: CompactionRule = { keepFor: 30 * day, least: 100, share: 0 };
const long = (word: string) => `${word} `.repeat(40);

let world: DraftingWorld;
let author: ScriptedDevice;
let reader: ScriptedDevice;
/** Three editions of one text, each over the one before. */
let editions: [Operation, Operation, Operation];

beforeEach(async () => {
  world = await createDraftingWorld();
  author = await world.device([await world.person('Ana', ['trainer', 'steward'])]);
  reader = await world.device([await world.person('Ben', ['guest'])]);
  const [create, first] = world.create({ value: long('first') }) as [Operation, Operation];
  const second = over([first], long('second'));
  editions = [first, second, over([second], long('third'))];
  await contact(author, { batches: [[create, ...editions]] });
  for (const device of [author, reader, author, reader]) await contact(device);
  world.ports.time += 31 * day;
});

/** The next edition of what stands there. */
function over(before: readonly Operation[], value: string): Operation {
  const [{ record, lamport }] = before as [Operation];
  return world.set({ record, value, lamport: lamport + 1, supersedes: before.map(({ id }) => id).sort() });
}

const contact = (device: ScriptedDevice, says: Parameters<ScriptedDevice['sync']>[0] = {}) =>
  device.sync({ ...says, message: { readsLetGo: true, ...says.message } });
const compact = (changed: Partial<CompactionRule> = {}) =>
  world.store.transaction((tx) => compactScope(tx, world.ports, world.scope, { ...rule, ...changed }));
const log = async () =>
  (await world.store.transaction((tx) => tx.page(world.scope, 0, 1e9))).map(({ operation }) => operation);
const gone = async () => (await log()).filter(isLetGo).map(({ id }) => id);
const ids = (operations: readonly Operation[]) => operations.map(({ id }) => id);

test('[CP1] values that were superseded long ago go; ids, order and what stands now stay', async () => {
  const before = await log();
  expect(await compact()).toEqual({ values: 2, bytes: expect.any(Number) });
  const after = await log();
  expect(ids(after)).toEqual(ids(before));
  expect(after.map((operation) => operationIdOf(operation))).toEqual(ids(before));
  expect(await gone()).toEqual(ids(editions.slice(0, 2)));
  expect(after.at(-1)).toEqual(before.at(-1));
  expect(await compact()).toEqual({ values: 0, bytes: 0 });
  const [counted] = await world.store.transaction((tx) => tx.compactions([world.scope]));
  expect(counted).toMatchObject({ values: 2, lookedTo: 4 });
  const asOf = { now: world.ports.time, retireAfter: undefined };
  const of = (scope: string) => world.store.transaction((tx) => readOverview(tx, [scope], asOf));
  expect((await of(world.scope)).letGo).toEqual({ values: 2, bytes: counted?.bytes, at: world.ports.time });
  expect((await of(world.otherScope)).letGo).toBeNull();
});

test('[CP4] short values stay, and so does what was superseded lately', async () => {
  expect((await compact({ least: 1_000 })).values).toBe(0);
  expect((await compact({ keepFor: 32 * day })).values).toBe(0);
  expect((await compact()).values).toBe(2);
});

test('[CP3] a device in use that lags holds back, until it has read, lost its role, its key, or is retired', async () => {
  const third = over([editions[2]], long('fourth'));
  await contact(author, { batches: [[third]] });
  await contact(author);
  world.ports.time += 31 * day;
  await compact();
  expect(await gone()).toEqual(ids(editions.slice(0, 2)));
  // The answer may have been lost: what the hub noted with it does not count before the device says so.
  await contact(reader);
  await compact();
  expect(await gone()).toHaveLength(2);
  await contact(reader);
  await compact();
  expect(await gone()).toHaveLength(3);
});

test('[CP3] [DV4] neither a retired device nor one that lost its role or key holds anything back', async () => {
  const laggard = await world.person('Cem', ['guest']);
  const late = await world.device([laggard]);
  expect((await compact()).values).toBe(0);
  await world.store.transaction((tx) => tx.setRoles(laggard, world.scope, []));
  expect((await compact()).values).toBe(2);
  await world.store.transaction((tx) => tx.setRoles(laggard, world.scope, ['guest']));
  const fourth = over([editions[2]], long('fourth'));
  await contact(author, { batches: [[fourth]] });
  for (const device of [author, reader, author, reader]) await contact(device);
  world.ports.time += 181 * day;
  for (const device of [author, reader]) await contact(device);
  expect((await compact()).values).toBe(1);
  await contact(late);
  expect(ids(late.read.get(world.scope) ?? [])).toEqual(ids(await log()));
});

test('[CP3] what still waits on a device holds back what it builds on', async () => {
  await contact(reader, { message: { waiting: 3 } });
  const fourth = over([editions[2]], long('fourth'));
  await contact(author, { batches: [[fourth]] });
  for (const device of [author, author]) await contact(device);
  for (const waiting of [3, 3]) await contact(reader, { message: { waiting } });
  world.ports.time += 31 * day;
  await compact();
  expect(await gone()).toEqual(ids(editions.slice(0, 2)));
  await contact(reader);
  await compact();
  expect(await gone()).toEqual(ids(editions));
});

test('[CP3] a place of a history that the hub does not have any more is no place that was passed', async () => {
  const fourth = over([editions[2]], long('fourth'));
  await contact(author, { batches: [[fourth]] });
  for (const device of [author, author]) await contact(device);
  // Of another chain: what was read there says nothing of what stands here.
  reader.cursors.set(world.scope, { scope: world.scope, seq: 5, chain: 'ab'.repeat(16) });
  await contact(reader);
  world.ports.time += 31 * day;
  expect((await compact()).values).toBe(0);
  await contact(reader);
  expect((await compact()).values).toBe(3);
});

test('[CP4] of a field with several heads, or with a change that is held, everything stays', async () => {
  const theirs = over([editions[1]], long('theirs'));
  await contact(author, { batches: [[theirs]] });
  for (const device of [author, reader, author, reader]) await contact(device);
  world.ports.time += 31 * day;
  expect((await compact()).values).toBe(0);
  const settles = over([editions[2], theirs], long('both'));
  await contact(author, { batches: [[settles]] });
  for (const device of [author, reader, author, reader]) await contact(device);
  world.ports.time += 31 * day;
  const held = over([editions[0]], long('held'));
  await contact(reader, { batches: [[held]] });
  expect((await compact()).values).toBe(0);
  // Once a person has returned it nothing waits for it any more.
  await world.store.transaction(async (tx) => {
    const [kept] = await tx.keptIn(world.scope);
    const outcome = { kind: 'refused', id: held.id, reason: 'returned' } as const;
    if (kept !== undefined) await tx.keep([{ ...kept, outcome }]);
  });
  expect((await compact()).values).toBe(4);
});

test('[CP2] whoever reads such operations is given them; whoever does not holds back, or is given what is before them', async () => {
  await compact();
  const fresh = await world.device([await world.person('Dara', ['guest'])]);
  const whole = await askHub(world, fresh, { readsLetGo: true });
  const page = decodePage(whole.pages[0] as Uint8Array);
  expect(page.ok && page.value.operations.filter(isLetGo).map(({ id }) => id)).toEqual(ids(editions.slice(0, 2)));
  const old = await world.device([await world.person('Emre', ['guest'])]);
  const given = await askHub(world, old);
  expect(given.message.scopes).toMatchObject([{ seq: 1, more: true, end: 4 }]);
  expect(given.message.packs).toBeUndefined();
  const range = { scope: world.scope, from: 1, to: 4 };
  expect((await askHub(world, old, { ranges: [range] })).repairs).toEqual([]);
  expect((await askHub(world, old, { ranges: [range], readsLetGo: true })).repairs).toHaveLength(1);
  expect((await askHub(world, old, { ranges: [{ ...range, to: 1 }] })).repairs).toHaveLength(1);
});

test('[CP7] packs that hold what was let go are cut anew, and those before them stay', async () => {
  Object.assign(world.ports, { packSizes: { least: 2, stored: 700, packed: 1_000_000, perAnswer: 9 } });
  const later = world.create({ value: long('later') }) as [Operation, Operation];
  await contact(author, { batches: [later] });
  const packs = () => world.store.transaction((tx) => tx.packsAfter(world.scope, 0, 100));
  const fresh = await world.device([await world.person('Dara', ['guest'])]);
  await askHub(world, fresh, { readsLetGo: true });
  const before = await packs();
  expect(before.length).toBeGreaterThan(1);
  await world.store.transaction((tx) => tx.setRoles(fresh.identity.profiles[0]?.person ?? '', world.scope, []));
  await compact();
  expect(await packs()).toEqual(before.filter(({ last }) => last < 2));
  await world.store.transaction((tx) => tx.setRoles(fresh.identity.profiles[0]?.person ?? '', world.scope, ['guest']));
  await askHub(world, fresh, { readsLetGo: true });
  const after = await packs();
  expect(after.at(-1)?.last).toBe(before.at(-1)?.last);
  const size = (all: typeof after) => all.reduce((sum, one) => sum + one.size, 0);
  expect(size(after)).toBeLessThan(size(before));
});
