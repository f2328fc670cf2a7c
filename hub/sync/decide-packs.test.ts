/** What the hub offers and gives of packs, asked by a device that says exactly what it is told to ([PK2] to [PK5]). */
import { beforeEach, describe, expect, test } from 'vitest';
import { emptyChain } from '../../shared/protocol/chain.ts';
import { packHash } from '../../shared/protocol/pack.ts';
import { decodePage } from '../../shared/protocol/page.ts';
import type { SyncRequest } from '../../shared/protocol/sync-request.ts';
import { askHub } from '../../test/support/ask-hub.ts';
import { createDraftingWorld, type DraftingWorld } from '../../test/support/drafting-world.ts';
import type { ScriptedDevice } from '../../test/support/scripted-device.ts';

let world: DraftingWorld;
let author: ScriptedDevice;
let reader: ScriptedDevice;
beforeEach(async () => {
  world = await createDraftingWorld();
  Object.assign(world.ports, { packSizes: { least: 6, stored: 2_000, packed: 100_000, perAnswer: 100 } });
  author = await world.device([await world.person('Ana', ['trainer'])]);
  reader = await world.device([await world.person('Ben', ['guest'])]);
  await bring(20);
});

async function bring(records: number): Promise<void> {
  for (let n = 0; n < records; n += 1) await author.sync({ batches: [world.create()] });
}

const ask = (
  device: ScriptedDevice,
  message: Partial<SyncRequest>,
  brings?: Parameters<ScriptedDevice['request']>[0],
) => askHub(world, device, message, brings);

const packs = () => world.store.transaction((tx) => tx.packsAfter(world.scope, 0, 100));
const placesIn = (pages: readonly Uint8Array[]) =>
  pages.flatMap((payload) => {
    const page = decodePage(payload);
    return page.ok ? page.value.operations.map(({ seq }) => seq) : [];
  });

describe('[PK4] what is offered', () => {
  test('a manifest instead of pages, with the chain and the proof of each pack, and the place from where it goes on', async () => {
    const { message, pages, counts } = await ask(reader, {});
    const made = await packs();
    expect(made.length).toBeGreaterThan(2);
    expect(counts).toEqual({ made: made.length, given: 0, bytes: 0, wanting: [world.scope] });
    expect(pages).toEqual([]);
    expect(message.scopes).toMatchObject([{ scope: world.scope, seq: 0, chain: emptyChain, more: true, end: 40 }]);
    expect(message.packs).toMatchObject([{ scope: world.scope, first: 1 }]);
    const marks = await world.store.transaction((tx) =>
      tx.marks(
        world.scope,
        made.map(({ last }) => last),
      ),
    );
    expect(message.packs?.[0]?.packs).toEqual(
      made.map(({ hash, last, size }) => ({ hash, last, size, chain: marks.get(last)?.chain })),
    );
  });

  test('[PK14] pages to a device that says nothing of packs, or reads the first layout of pages alone', async () => {
    for (const says of [{ layout: 2 }, { layout: 1 }]) {
      const { message, pages } = await ask(await world.device([await world.person('Old', ['guest'])]), says);
      expect(message.packs).toBeUndefined();
      expect(placesIn(pages)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    }
    expect(await packs()).toEqual([]);
  });

  test('pages to who lacks little, and to who may not have a pack in one answer', async () => {
    Object.assign(world.ports, { packSizes: { least: 6, stored: 1_000_000, packed: 100_000, perAnswer: 100 } });
    await bring(300);
    const { message, pages } = await ask(reader, { budget: 4_096 });
    expect((await packs())[0]?.size).toBeGreaterThan(4_096);
    expect(message.packs).toBeUndefined();
    expect(pages.length).toBeGreaterThan(0);
    const end = (await world.store.transaction((tx) => tx.positions([world.scope])))[0];
    const near = await world.store.transaction((tx) => tx.marks(world.scope, [(end?.seq ?? 0) - 5]));
    const [[seq = 0, mark] = []] = near;
    const cursors = [{ scope: world.scope, seq, chain: mark?.chain ?? '' }];
    expect((await ask(reader, { cursors })).message.packs).toBeUndefined();
  });

  test('pages up to the next pack for a device that is in the middle of one, and from there the manifest', async () => {
    await ask(reader, {});
    const [first, second] = await packs();
    const seq = (first?.first ?? 0) + 2;
    const chain = (await world.store.transaction((tx) => tx.marks(world.scope, [seq]))).get(seq)?.chain ?? '';
    const { message, pages } = await ask(reader, { cursors: [{ scope: world.scope, seq, chain }] });
    const last = first?.last ?? 0;
    expect(placesIn(pages)).toEqual(Array.from({ length: last - seq }, (_, i) => seq + 1 + i));
    expect(message.scopes).toMatchObject([{ seq: last, chain: first?.chain, more: true }]);
    expect(message.packs).toMatchObject([{ first: second?.first }]);
  });

  test('a cursor of another history begins at the first pack, and is told so', async () => {
    const cursors = [{ scope: world.scope, seq: 3, chain: 'ab'.repeat(16) }];
    const { message } = await ask(reader, { cursors });
    expect(message.scopes).toMatchObject([{ seq: 0, rewound: true, more: true }]);
    expect(message.packs).toMatchObject([{ first: 1 }]);
  });
});

describe('[PK3] when packs are cut', () => {
  test('not by a request that brought work: it is told that there is more, or of those that there are', async () => {
    const brings = { batches: [world.create()] };
    const { message: told, pages, counts } = await ask(author, { cursors: [] }, brings);
    expect([counts.made, pages, told.packs]).toEqual([0, [], undefined]);
    expect(told.scopes).toMatchObject([{ seq: 0, more: true, end: 42 }]);
    expect(await packs()).toEqual([]);
    await ask(reader, {});
    const before = await packs();
    await bring(20);
    const { message } = await ask(author, { cursors: [] }, { batches: [world.create()] });
    expect(message.packs?.[0]?.packs.map(({ hash }) => hash)).toEqual(before.map(({ hash }) => hash));
    expect(await packs()).toEqual(before);
  });
});

describe('[SY11] what a device brought itself', () => {
  test('makes it lack nothing: it is neither offered nor told to come again', async () => {
    const brings = { batches: Array.from({ length: 10 }, () => world.create()) };
    const marks = await world.store.transaction((tx) => tx.positions([world.scope]));
    const cursors = marks.map(({ scope, seq, chain }) => ({ scope, seq, chain }));
    const { message, pages } = await ask(author, { cursors }, brings);
    expect([message.packs, pages]).toEqual([undefined, []]);
    expect(message.scopes).toMatchObject([{ seq: 60, more: false }]);
  });
});

describe('[PK2] whose packs are cut', () => {
  test('not those of a device that has most of the tail: it is given pages', async () => {
    Object.assign(world.ports, { packSizes: { least: 6, stored: 1_000_000, packed: 100_000, perAnswer: 100 } });
    const [seq, mark] = [...(await world.store.transaction((tx) => tx.marks(world.scope, [25])))][0] ?? [];
    const { pages } = await ask(reader, { cursors: [{ scope: world.scope, seq: seq ?? 0, chain: mark?.chain ?? '' }] });
    expect(placesIn(pages).length).toBe(15);
    expect(await packs()).toEqual([]);
  });
});

describe('[PK5] what is given by hash', () => {
  test('the packs in the order asked, and where the device is then, without saying what there is once more', async () => {
    await ask(reader, {});
    const [first, second, third] = (await packs()).map(({ hash }) => hash);
    const answer = await ask(reader, { packs: [first as string, third as string, second as string] });
    expect(answer.packs.map(packHash)).toEqual([first, third, second]);
    expect(answer.message.packs).toBeUndefined();
    expect(answer.message.scopes).toMatchObject([{ seq: 0, more: true, end: 40 }]);
    expect(answer.counts).toMatchObject({ made: 0, given: 3 });
    expect(await world.store.transaction((tx) => tx.cursorsOf(reader.identity.device))).toEqual([
      { scope: world.scope, seq: (await packs())[2]?.last },
    ]);
  });

  test('within the budget; pages, when the next one is larger than that by now', async () => {
    Object.assign(world.ports, { packSizes: { least: 6, stored: 60_000, packed: 100_000, perAnswer: 100 } });
    await bring(300);
    await ask(reader, {});
    const made = await packs();
    const hashes = made.map(({ hash }) => hash);
    const budget = made.slice(0, 2).reduce((sum, { size }) => sum + size, 0);
    const some = await ask(reader, { packs: hashes, budget: budget + 10 });
    expect(some.packs.map(packHash)).toEqual(hashes.slice(0, 2));
    expect(made[0]?.size).toBeGreaterThan(4_096);
    const none = await ask(reader, { packs: hashes, budget: 4_096 });
    expect(none.packs).toEqual([]);
    expect(placesIn(none.pages).length).toBeGreaterThan(0);
  });

  test('[SC7] nothing of a scope that nobody on the device may read now, though its hash is known', async () => {
    await ask(reader, {});
    const hashes = (await packs()).map(({ hash }) => hash);
    const stranger = await world.device([await world.person('Out', [])]);
    const ben = reader.identity.profiles[0]?.person as string;
    await world.store.transaction((tx) => tx.setRoles(ben, world.scope, []));
    for (const device of [stranger, reader]) {
      const { message, packs: given } = await ask(device, { packs: hashes });
      expect([given, message.packs, message.scopes]).toEqual([[], undefined, []]);
    }
  });

  test('what is not there any more is left out, and a manifest is given again', async () => {
    await ask(reader, {});
    const { message, packs: given } = await ask(reader, { packs: ['ab'.repeat(32)] });
    expect(given).toEqual([]);
    expect(message.packs).toMatchObject([{ scope: world.scope, first: 1 }]);
  });
});
