import { beforeEach, describe, expect, test } from 'vitest';
import { concat } from '../../shared/base/bytes.ts';
import { nextChain } from '../../shared/protocol/chain.ts';
import { encodeFrame, frameTypes, readFrames } from '../../shared/protocol/frame.ts';
import { decodePage } from '../../shared/protocol/page.ts';
import { decodeReply, encodeVersionReply } from '../../shared/protocol/sync-reply.ts';
import { decodeRequest } from '../../shared/protocol/sync-request.ts';
import { seeded } from '../../test/sim/seeded.ts';
import { createDraftingWorld, type DraftingWorld } from '../../test/support/drafting-world.ts';
import { emptyBlocks } from '../../test/support/empty-blocks.ts';
import { openedRequest } from '../../test/support/opened-request.ts';
import { exchange } from './decide-exchange.ts';

let world: DraftingWorld;
beforeEach(async () => {
  world = await createDraftingWorld();
});

describe('one round trip', () => {
  test('takes operations in, gives them their places and hands them to every reader in order', async () => {
    const [author, reader] = [await world.person('Ana', ['trainer']), await world.person('Ben', ['guest'])];
    const [a, b] = [await world.device([author]), await world.device([reader])];
    const operations = world.create();
    const answer = await a.sync({ batches: [operations] });
    expect(answer.outcomes).toEqual(operations.map(({ id }, i) => ({ kind: 'accepted', id, seq: i + 1 })));
    await b.sync();
    const read = b.read.get(world.scope) ?? [];
    expect(read.map(({ id, seq, origin }) => [id, seq, origin.author])).toEqual(
      operations.map(({ id }, i) => [id, i + 1, author]),
    );
    const chain = operations.reduce((before, { id }, i) => nextChain(before, i + 1, id), '0'.repeat(32));
    expect(b.cursors.get(world.scope)).toEqual({ scope: world.scope, seq: 2, chain });
  });

  test('[SY11] what a request brought does not come back in its pages, and the cursor stands behind it', async () => {
    const [ana, ben] = [await world.person('Ana', ['trainer']), await world.person('Ben', ['trainer'])];
    const [a, b] = [await world.device([ana]), await world.device([ben])];
    const [theirs, first, second] = [world.create(), world.create(), world.create()];
    await b.sync({ batches: [theirs] });
    const request = await a.request({ batches: [first, second] });
    const answer = await world.store.transaction((tx) => exchange(tx, world.ports, request));
    const reply = decodeReply(answer.ok ? answer.value.reply : new Uint8Array());
    if (!reply.ok) throw new Error(reply.failure.kind);
    const pages = reply.value.pages.flatMap((page) => {
      const read = decodePage(page);
      return read.ok ? read.value.operations.map(({ id }) => id) : [];
    });
    expect(pages).toEqual(theirs.map(({ id }) => id));
    const all = [...theirs, ...first, ...second];
    const chain = all.reduce((before, { id }, i) => nextChain(before, i + 1, id), '0'.repeat(32));
    expect(reply.value.message.scopes).toEqual([{ scope: world.scope, seq: 6, chain, more: false, rewound: false }]);
    // The answer is lost: everything is a duplicate then, and comes with its place in pages.
    expect((await a.sync({ batches: [first, second] })).kinds).toEqual(Array(4).fill('duplicate'));
    expect(a.read.get(world.scope)?.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  });

  test('[DV3] an exchange that moved nothing leaves the ticket; one that moved something changes it', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    await device.sync({ batches: [world.create()] });
    const { ticket } = device;
    await device.sync();
    await device.sync();
    expect(device.ticket).toBe(ticket);
    await device.sync({ batches: [world.create()] });
    expect(device.ticket).not.toBe(ticket);
  });

  test('[SY1] says nothing of scopes when there is nothing new', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    await device.sync({ batches: [world.create()] });
    const answer = await device.sync();
    expect(answer.message?.scopes).toEqual([]);
    expect(answer.message?.identity).toBeNull();
  });

  test('[SY18] an answer is short for a device that reads that, and says the same to it; others get every member', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    await device.sync({ batches: [world.create()] });
    const bytesFor = async (message: { terse?: boolean; epoch?: string }) => {
      const request = await device.request({ message });
      const answer = await world.store.transaction((tx) => exchange(tx, world.ports, request));
      return answer.ok ? answer.value.reply : new Uint8Array();
    };
    const { epoch } = device;
    const [whole, terse] = [await bytesFor({}), await bytesFor({ terse: true })];
    expect(whole.length - terse.length).toBeGreaterThan(50);
    const read = decodeReply(terse, epoch);
    expect(read).toEqual(decodeReply(whole));
    expect(read.ok && read.value.message).toMatchObject({ epoch, scopes: [], outcomes: [], wants: [], identity: null });
    expect(decodeReply(terse)).toMatchObject({ ok: false, failure: { reason: 'names no epoch' } });
    // Whoever knows another epoch hears of this one.
    const other = await bytesFor({ terse: true, epoch: world.scope });
    expect(decodeReply(other, world.scope)).toMatchObject({ ok: true, value: { message: { epoch } } });
  });

  test('[SY23] what came in a parcel is judged, and kept as its device packed it, as if it had come apart', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const value = 'Close the bridge to cars and leave it open to those on foot. '.repeat(9);
    const batches = [1, 2].map(() => world.create({ field: 'description.en', value }));
    const apart = await device.request({ batches });
    const together = await device.request({ batches, together: true });
    expect(together.length).toBeLessThan(apart.length - 100);
    const kept: Uint8Array[] = [];
    const answer = await world.store.transaction((tx) => {
      const keepBatch: typeof tx.keepBatch = async ({ bytes }) => void kept.push(bytes);
      return exchange({ ...tx, keepBatch }, world.ports, together);
    });
    const reply = decodeReply(answer.ok ? answer.value.reply : new Uint8Array());
    expect(reply.ok && reply.value.message.outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'accepted']);
    expect(kept).toEqual(openedRequest(apart, device.identity.hub).batches);
  });

  test('[SY23] nothing of a stranger is unpacked, nor anything that its device did not sign', async () => {
    const device = await world.device([]);
    // A parcel that nobody can open: who opens it says so.
    const parcel = encodeFrame(frameTypes.parcel, concat(Uint8Array.of(0), emptyBlocks(4_096)));
    const asks = async (from: string) => {
      const [asked] = readFrames(await device.request({ message: { device: from } })).frames;
      return concat(asked?.bytes ?? parcel, parcel);
    };
    const signedBy = (frames: Uint8Array, signature: Uint8Array) =>
      concat(frames, encodeFrame(frameTypes.signature, signature));
    const told = async (frames: Uint8Array, signature: Uint8Array = new Uint8Array(64)) => {
      const body = signedBy(frames, signature);
      const answer = await world.store.transaction((tx) => exchange(tx, world.ports, body));
      return answer.ok ? 'answered' : answer.failure.kind;
    };
    expect(await told(await asks(world.scope))).toBe('device-unknown');
    const own = await asks(device.identity.device);
    expect(await told(own)).toBe('signature-invalid');
    const closed = decodeRequest(signedBy(own, new Uint8Array(64)), device.identity.hub);
    if (!closed.ok) throw new Error(closed.failure.kind);
    expect(await told(own, device.sign(closed.value.digest))).toBe('message-unreadable');
  });

  test('[HB1] answers resent operations as duplicates with the same places', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const operations = world.create();
    await device.sync({ batches: [operations] });
    const again = await device.sync({ batches: [operations, operations] });
    expect(again.kinds).toEqual(['duplicate', 'duplicate', 'duplicate', 'duplicate']);
    expect((device.read.get(world.scope) ?? []).length).toBe(2);
  });

  test('[SY16] an answer to a request that brought work is short, since its scopes are locked; the rest is asked for', async () => {
    const [ana, ben] = [await world.person('Ana', ['trainer']), await world.person('Ben', ['trainer'])];
    const [a, b] = [await world.device([ana]), await world.device([ben])];
    // Nothing that packing makes smaller.
    const noise = (n: number) => Buffer.from(seeded(n).bytes(6_750)).toString('base64');
    const many = (from: number) =>
      Array.from({ length: 30 }, (_, n) => world.create({ field: 'description.en', value: noise(from + n) })).flat();
    for (let from = 0; from < 150; from += 30) await a.sync({ batches: [many(from)] });
    const answerTo = async (says: Parameters<typeof b.request>[0]) => {
      const request = await b.request({ ...says, message: { budget: 4_000_000 } });
      const answer = await world.store.transaction((tx) => exchange(tx, world.ports, request));
      const reply = decodeReply(answer.ok ? answer.value.reply : new Uint8Array());
      if (!reply.ok) throw new Error(reply.failure.kind);
      return reply.value;
    };
    const size = (pages: readonly Uint8Array[]) => pages.reduce((sum, page) => sum + page.length, 0);
    const whole = size((await answerTo({})).pages);
    const answer = await answerTo({ batches: [world.create()] });
    expect(whole).toBeGreaterThan(900_000);
    expect(size(answer.pages)).toBeLessThan(820_000);
    expect(answer.message.scopes).toMatchObject([{ more: true }]);
    await b.sync();
    for (let i = 0; i < 40 && (b.read.get(world.scope) ?? []).length < 302; i += 1) await b.sync();
    expect(b.read.get(world.scope)).toHaveLength(302);
  });

  test('cuts an answer at its budget and goes on from there', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const noise = (seed: number) => {
      let state = seed;
      const next = () => {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        return String.fromCharCode(33 + ((state >> 16) % 90));
      };
      return Array.from({ length: 9_000 }, next).join('');
    };
    const batches = [1, 2, 3, 4].map((n) => world.create({ field: 'description.en', value: noise(n) }));
    await (await world.device([await world.person('Ben', ['trainer'])])).sync({ batches });
    const first = await device.sync({ message: { budget: 4_096 } });
    expect(first.message?.scopes[0]?.more).toBe(true);
    let rounds = 1;
    while ((device.cursors.get(world.scope)?.seq ?? 0) < 8 && rounds < 20) {
      await device.sync({ message: { budget: 4_096 } });
      rounds += 1;
    }
    expect(rounds).toBeGreaterThan(2);
    expect((device.read.get(world.scope) ?? []).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('tells of another protocol version and does nothing', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const request = await device.request({ batches: [world.create()], message: { protocol: 2 } });
    const answer = await world.store.transaction((tx) => exchange(tx, world.ports, request));
    expect(answer).toEqual({
      ok: true,
      value: { reply: encodeVersionReply(), outcomes: [], packs: { made: 0, given: 0, bytes: 0, wanting: [] } },
    });
    expect((await world.store.transaction((tx) => tx.positions([world.scope])))[0]?.seq).toBe(0);
  });
});

describe('who asks', () => {
  test('[SY2] a request for another hub, or changed on its way, is refused before anything is believed', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const elsewhere = await device.sync({ batches: [world.create()], hub: world.scope });
    expect(elsewhere.failure).toEqual({ kind: 'signature-invalid' });
    const stranger = await device.sync({ message: { device: world.scope } });
    expect(stranger.failure).toEqual({ kind: 'device-unknown' });
    expect((await world.store.transaction((tx) => tx.positions([world.scope])))[0]?.seq).toBe(0);
  });

  test('[HB5] a revoked device is refused at its next request and learns nothing', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    await world.store.transaction(async (tx) => {
      const row = await tx.lockDevice(device.identity.device);
      if (row !== null) await tx.saveDevice({ ...row, revokedAt: 1 });
    });
    expect((await device.sync({ batches: [world.create()] })).failure).toEqual({ kind: 'device-revoked' });
  });

  test('[DV3] [SY4] a lost answer is harmless; two machines on one disk image are flagged and their work is kept', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const suspected = async () =>
      (await world.store.transaction((tx) => tx.device(device.identity.device)))?.cloneSuspectedAt;
    await device.sync();
    const old = device.ticket;
    await device.sync({ batches: [world.create()] });
    device.ticket = old;
    expect((await device.sync({ batches: [world.create()] })).kinds).toEqual(['accepted', 'accepted']);
    expect(await suspected()).toBeNull();
    await device.sync({ batches: [world.create()] });
    device.ticket = old;
    expect((await device.sync({ batches: [world.create()] })).kinds).toEqual(['accepted', 'accepted']);
    expect(await suspected()).toBe(world.ports.time);
  });

  test('[DV6] a request that was recorded and is played again reads nothing; its device is asked and told everything', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    const recorded = await device.request();
    const play = async () => {
      const answered = await world.store.transaction((tx) => exchange(tx, world.ports, recorded));
      const reply = answered.ok ? decodeReply(answered.value.reply) : null;
      return reply?.ok ? reply.value : null;
    };
    for (let n = 0; n < 2; n += 1) await device.sync({ batches: [world.create()] });
    expect(await play()).toMatchObject({ pages: [], message: { scopes: [], identity: null, sayCursors: true } });
    expect((await device.sync()).message).toMatchObject({ scopes: [], identity: null, sayCursors: true });
    expect((await device.sync()).message?.identity?.device).toBe(device.identity.device);
  });

  test('remembers when a device was here and what it declared waiting', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    await device.sync({ message: { waiting: 17 } });
    const row = await world.store.transaction((tx) => tx.device(device.identity.device));
    expect([row?.declaredWaiting, row?.lastContact]).toEqual([17, world.ports.time]);
    // What this very request brought and the hub answered does not wait any more.
    await device.sync({ batches: [world.create()], message: { waiting: 17 } });
    const after = await world.store.transaction((tx) => tx.device(device.identity.device));
    expect(after?.declaredWaiting).toBe(15);
  });
});
