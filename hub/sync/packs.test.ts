/** Bootstrap by packs: the real engine against the real decisions ([PK1] to [PK8]). */
import { expect, test } from 'vitest';
import { concat } from '../../shared/base/bytes.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { encodeFrame, frameTypes, readFrames } from '../../shared/protocol/frame.ts';
import { identifyPack, packHash } from '../../shared/protocol/pack.ts';
import { decodeReply, packsIn } from '../../shared/protocol/sync-reply.ts';
import { decodeRequest, type SyncRequest } from '../../shared/protocol/sync-request.ts';
import type { IdentifyPack } from '../../shared/sync/ports.ts';
import { createHubNode, type HubNode } from '../../test/sim/hub-node.ts';
import { seeded } from '../../test/sim/seeded.ts';
import { draftPlaybook } from '../../test/support/engine-life.ts';
import { everythingOf } from '../../test/support/everything-of.ts';
import { liveClock as clock, type LiveDevice, startLive as start, synced } from '../../test/support/live-device.ts';
import { uuidNumbered } from '../../test/support/network.ts';

const sizes = { least: 6, stored: 4_000, packed: 100_000, perAnswer: 100 };

/** A hub with so many playbooks of three operations each in its first scope, of which no device has read yet. */
async function hubWith(playbooks: number, packSizes = sizes) {
  const hub = await createHubNode(seeded(7), clock, packSizes);
  const writer = await start(hub, await hub.enrol('writer'));
  const world = { hub, scope: hub.scopes[0] as string, writer };
  await write(world, 1, playbooks);
  return world;
}

async function write({ hub, writer }: { hub: HubNode; writer: LiveDevice }, from: number, count: number) {
  const scope = hub.scopes[0] as string;
  for (let n = from; n < from + count; n += 1) {
    const saved = await writer.engine.apply(hub.people[0] as string, draftPlaybook(n, `Playbook ${n}`, scope));
    if (!saved.ok) throw new Error(saved.failure.kind);
  }
  await synced(writer);
}

type Meddle = NonNullable<Parameters<typeof start>[2]>['meddle'];

/** A new device, whose answers are kept as they come. */
async function newReader(hub: HubNode, meddle: NonNullable<Meddle> = ok) {
  const answers: Uint8Array[] = [];
  const reader = await start(hub, await hub.enrol('reader'), {
    meddle(answer) {
      answers.push(answer);
      return meddle(answer);
    },
  });
  return { ...reader, answers };
}

/** What an answer says. Where it leaves out the epoch ([SY18]) it reads as one that nobody here asks for. */
const messageOf = (answer: Uint8Array | undefined) => {
  const reply = decodeReply(answer ?? new Uint8Array(), uuidNumbered(0xe0, 1));
  if (!reply.ok) throw new Error(reply.failure.kind);
  return reply.value.message;
};

/** An answer with its n-th frame of packs changed. */
function withPack(answer: Uint8Array, n: number, change: (payload: Uint8Array) => Uint8Array): Uint8Array {
  let seen = -1;
  return concat(
    ...readFrames(answer).frames.map((frame) => {
      if (frame.type === frameTypes.pack) seen += 1;
      const isIt = frame.type === frameTypes.pack && seen === n;
      return isIt ? encodeFrame(frameTypes.pack, change(frame.payload.slice())) : frame.bytes;
    }),
  );
}

/** The frames of an answer without its n-th pack. */
function withoutPack(answer: Uint8Array, n: number): Uint8Array {
  const { frames } = readFrames(answer);
  const pack = frames.filter(({ type }) => type === frameTypes.pack)[n];
  return concat(...frames.filter((frame) => frame !== pack).map(({ bytes }) => bytes));
}

const flip = (payload: Uint8Array) => payload.map((byte, at) => (at === payload.length >> 1 ? byte ^ 1 : byte));

async function holds(device: LiveDevice, { hub, scope }: { hub: HubNode; scope: string }): Promise<void> {
  const log = await hub.log(scope);
  const rows = await everythingOf(device.store, scope);
  expect(
    rows
      .map(({ id, seq, origin, received }) => ({ id, seq, origin, received }))
      .sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0)),
  ).toEqual(log.map(({ operation: { id, origin, received }, seq }) => ({ id, seq, origin, received })));
  const end = log.at(-1);
  expect((await device.store.cursors()).find((one) => one.scope === scope)).toEqual({
    scope,
    seq: end?.seq,
    chain: end?.chain,
  });
}

test('[PK1] [PK4] [PK7] a new device is told which packs there are, asks for them, and holds what the hub holds', async () => {
  const world = await hubWith(40);
  const reader = await newReader(world.hub);
  expect(await synced(reader)).toMatchObject({ received: 120 });
  await holds(reader, world);
  const packs = await world.hub.packs(world.scope);
  expect(packs.length).toBeGreaterThan(3);
  expect(packs.flatMap(({ first, last }) => [first, last])).toEqual(
    packs.flatMap(({ first, last }, n) => [(packs[n - 1]?.last ?? 0) + 1, last === first ? first : last]),
  );
  expect(packs.at(-1)?.last).toBe(120);
  const [manifest] = messageOf(reader.answers[0]).packs ?? [];
  expect(manifest?.packs.map(({ hash, last, size }) => ({ hash, last, size }))).toEqual(
    packs.map(({ hash, last, size }) => ({ hash, last, size })),
  );
  const came = reader.answers.flatMap(packsIn);
  expect(came.map(packHash)).toEqual(packs.map(({ hash }) => hash));
  // The last signed place of the packs is kept, as of any answer.
  expect((await reader.engine.witness()).places).toContainEqual(
    expect.objectContaining({ scope: world.scope, seq: 120 }),
  );
  // Manifest, packs, and the word that nothing is left.
  expect(reader.traffic.requests).toBe(3);
});

test('[BG5] while packs come, the status tells how many operations came, of how many', async () => {
  const world = await hubWith(40);
  const reader = await newReader(world.hub);
  const told: string[] = [];
  reader.engine.onChange(async () => {
    const { progress } = await reader.engine.status();
    if (progress !== null) told.push(`${progress.received} of ${progress.toReceive}`);
  });
  await synced(reader);
  const packs = await world.hub.packs(world.scope);
  expect([...new Set(told)]).toEqual([0, ...packs.map(({ last }) => last)].map((came) => `${came} of 120`));
});

test('[PK1] [PK3] every device is given the same bytes, which are encoded once', async () => {
  const world = await hubWith(40);
  const first = await newReader(world.hub);
  await synced(first);
  const packs = await world.hub.packs(world.scope);
  const second = await newReader(world.hub);
  await synced(second);
  expect(second.answers.flatMap(packsIn)).toEqual(first.answers.flatMap(packsIn));
  expect(await world.hub.packs(world.scope)).toEqual(packs);
});

test('[PK2] full packs stay; the tail is cut anew from its beginning once more than a fifth of it lies behind its pack', async () => {
  const world = await hubWith(30, { ...sizes, stored: 20_000 });
  await synced(await newReader(world.hub));
  const [tail, ...none] = await world.hub.packs(world.scope);
  expect([tail?.isFull, tail?.last, none]).toEqual([false, 90, []]);
  await write(world, 31, 7);
  const later = await newReader(world.hub);
  await synced(later);
  // 21 of 111 are less than a fifth: they came as pages.
  expect(await world.hub.packs(world.scope)).toEqual([tail]);
  await holds(later, world);
  await write(world, 38, 3);
  await synced(await newReader(world.hub));
  expect(await world.hub.packs(world.scope)).toMatchObject([{ first: 1, last: 120, isFull: false }]);
  await write(world, 41, 70);
  const last = await newReader(world.hub);
  await synced(last);
  const packs = await world.hub.packs(world.scope);
  expect(packs.map(({ first, isFull }) => [first, isFull])).toEqual([
    [1, true],
    [(packs[0]?.last ?? 0) + 1, true],
    [(packs[1]?.last ?? 0) + 1, false],
  ]);
  await holds(last, world);
});

test('[PK3] at most so many packs are cut for one answer; the device comes again for the rest', async () => {
  const world = await hubWith(60, { ...sizes, perAnswer: 2 });
  const reader = await newReader(world.hub);
  await synced(reader);
  await holds(reader, world);
  const told = reader.answers.flatMap((answer) => messageOf(answer).packs ?? []);
  expect(told.length).toBeGreaterThan(2);
  expect(Math.max(...told.map(({ packs }) => packs.length))).toBe(2);
});

test('[PK6] a pack of other bytes is thrown away, told, and asked for again; the others are not', async () => {
  const world = await hubWith(40);
  let left = 1;
  const reader = await newReader(world.hub, (answer) =>
    ok(packsIn(answer).length > 2 && left-- > 0 ? withPack(answer, 1, flip) : answer),
  );
  await synced(reader);
  await holds(reader, world);
  const packs = await world.hub.packs(world.scope);
  expect(reader.answers.flatMap(packsIn).length).toBe(packs.length + 1);
  expect(await reader.engine.repairs()).toMatchObject([{ scope: world.scope, packs: 1, damaged: 0 }]);
});

test('[PK6] when packs go on coming wrong, the rest is read as pages', async () => {
  const world = await hubWith(40);
  const reader = await newReader(world.hub, (answer) => ok(withPack(answer, 0, flip)));
  await synced(reader);
  await holds(reader, world);
  expect((await reader.engine.repairs()).reduce((sum, { packs = 0 }) => sum + packs, 0)).toBe(3);
});

test('[PK12] packs that wait for their turn are forgotten with a scope that is lost', async () => {
  const world = await hubWith(40);
  const ben = world.hub.people[1] as string;
  const came: number[] = [];
  let isCut = false;
  const reader = await start(world.hub, await world.hub.enrol('reader', [ben]), {
    meddle(answer) {
      const packs = packsIn(answer).length;
      came.push(packs);
      // The first pack never comes the first time, so that all others wait for it.
      if (packs < 3 || isCut) return ok(answer);
      isCut = true;
      return fail({ kind: 'hub-unreachable', arrived: withoutPack(answer, 0) });
    },
  });
  expect(await reader.engine.sync()).toEqual(fail({ kind: 'hub-unreachable' }));
  await world.hub.setRoles(ben, world.scope, []);
  await synced(reader);
  expect(await everythingOf(reader.store, world.scope)).toEqual([]);
  await world.hub.setRoles(ben, world.scope, ['guest']);
  came.length = 0;
  await synced(reader);
  await holds(reader, world);
  expect(came.reduce((sum, count) => sum + count, 0)).toBe((await world.hub.packs(world.scope)).length);
});

test('[PK8] what came whole of an answer that was cut off counts, and is not sent again', async () => {
  const world = await hubWith(40);
  let isCut = false;
  const reader = await newReader(world.hub, (answer) => {
    const packs = packsIn(answer);
    if (packs.length < 3 || isCut) return ok(answer);
    isCut = true;
    const frames = readFrames(answer).frames;
    const arrived = concat(...frames.slice(0, 3).map(({ bytes }) => bytes), answer.subarray(0, 10));
    return fail({ kind: 'hub-unreachable', arrived });
  });
  expect(await reader.engine.sync()).toEqual(fail({ kind: 'hub-unreachable' }));
  const packs = await world.hub.packs(world.scope);
  expect((await reader.store.cursors()).find(({ scope }) => scope === world.scope)?.seq).toBe(packs[1]?.last);
  reader.answers.length = 0;
  await synced(reader);
  await holds(reader, world);
  expect(reader.answers.flatMap(packsIn).map(packHash)).toEqual(packs.slice(2).map(({ hash }) => hash));
});

test('[PK9] packs are fetched a few at a time while the ones before are absorbed, and the hub notes nothing of it', async () => {
  const world = await hubWith(500);
  const enrolled = await world.hub.enrol('reader');
  const { device, hub } = enrolled.identity;
  const seen: { readonly request: SyncRequest; readonly absorbed: number; readonly noted: number }[] = [];
  const placeIn = (cursors: readonly { readonly scope: string; readonly seq: number }[]) =>
    cursors.find(({ scope }) => scope === world.scope)?.seq ?? 0;
  const answers: Uint8Array[] = [];
  // Four kilobytes for each answer.
  const setup = { rate: 1, meddle: (answer: Uint8Array) => ok(answers[answers.push(answer) - 1] as Uint8Array) };
  const reader: LiveDevice = await start(world.hub, enrolled, setup, async (body) => {
    const request = decodeRequest(body, hub);
    if (!request.ok) throw new Error(request.failure.kind);
    const [absorbed, noted] = [await reader.store.cursors(), await world.hub.cursorsOf(device)].map(placeIn);
    seen.push({ request: request.value.message, absorbed: absorbed as number, noted: noted as number });
    return 'up';
  });
  await synced(reader);
  await holds(reader, world);
  const packs = await world.hub.packs(world.scope);
  const alone = seen.filter(({ request }) => request.packsOnly);
  expect(alone.length).toBeGreaterThan(3);
  expect(alone.flatMap(({ request }) => request.packs)).toEqual(packs.map(({ hash }) => hash));
  // Whatever is fetched, the hub notes the place of the exchange before; the ticket is the one of that.
  expect(alone.map(({ noted }) => noted)).toEqual(alone.map(() => 0));
  expect(new Set(alone.map(({ request: { ticket } }) => ticket)).size).toBe(1);
  // The request after next goes out before what the one before brought is in the store.
  const endOf = new Map(packs.map(({ hash, last }) => [hash, last]));
  alone.slice(2).forEach(({ absorbed }, at) => {
    expect(absorbed).toBeLessThanOrEqual(endOf.get(alone[at + 1]?.request.packs?.[0] ?? '') ?? 0);
  });
  // Then every cursor is said, so that nothing has to be asked twice.
  expect(seen.at(-1)?.request.cursors).toContainEqual(expect.objectContaining({ scope: world.scope, seq: 1500 }));
  expect(answers.map((answer) => messageOf(answer).sayCursors)).toEqual(answers.map(() => undefined));
});

test('[PK11] packs are identified by another thread where there is one; a thread that fails or finds fault holds nothing up', async () => {
  const world = await hubWith(40);
  const identified: number[] = [];
  const threads: IdentifyPack[] = [
    async (payload, place) => {
      identified.push(place.last);
      return identifyPack(payload, place);
    },
    () => Promise.reject(new Error('gone')),
    async () => null,
  ];
  for (const identify of threads) {
    const reader = await start(world.hub, await world.hub.enrol('reader'), { identify });
    await synced(reader);
    await holds(reader, world);
  }
  expect(identified).toEqual((await world.hub.packs(world.scope)).map(({ last }) => last));
});

test('[PK9] [PK5] a pack that the hub lost meanwhile is asked for by the next exchange, and comes as it is cut then', async () => {
  const world = await hubWith(40);
  let isLost = false;
  const reader = await newReader(world.hub, (answer) => {
    const had = packsIn(answer).length > 0 && !isLost;
    isLost ||= had;
    return ok(
      had
        ? concat(
            ...readFrames(answer)
              .frames.slice(0, 1)
              .map(({ bytes }) => bytes),
          )
        : answer,
    );
  });
  await synced(reader);
  await holds(reader, world);
  expect(isLost).toBe(true);
});
