/** What a wiped laptop left, at the hub: taken whole or not at all, once, and as if the laptop had brought it. */
import { sha256 } from '@noble/hashes/sha2.js';
import { beforeEach, expect, test } from 'vitest';
import { concat, toHex } from '../../shared/base/bytes.ts';
import { outboxOnPage } from '../../shared/coordinator/failure.ts';
import { attachment, chunkSize } from '../../shared/domain/attachment.ts';
import { decodeBatch } from '../../shared/protocol/batch.ts';
import { readFrames } from '../../shared/protocol/frame.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import { countingPorts, createWorld, creationOf, type ScriptedDevice } from '../../test/support/scripted-device.ts';
import { batchRecord, chunkRecord, sealedFor, sealedOutbox } from '../../test/support/sealed-outbox.ts';
import { decideHeld } from '../coordinator/decide-held.ts';
import { makeSigningKey } from '../http/signing-key.ts';
import { giveFirstKey, replaceKey } from '../network/hub-key.ts';
import type { Device } from '../sync/hub-store.ts';
import { createMemoryHubStore } from '../sync/memory-hub-store.ts';
import { revoke } from '../trust/revoke.ts';
import { openOutbox } from './open-outbox.ts';
import { takeOutbox } from './take-outbox.ts';

const newHub = async () => {
  const ports = countingPorts();
  const store = createMemoryHubStore(ports);
  const world = await createWorld(store, ports);
  await store.transaction((tx) => giveFirstKey(tx, makeSigningKey));
  return world;
};
let world: Awaited<ReturnType<typeof newHub>>;
let device: ScriptedDevice;
let saves: Operation[][];
beforeEach(async () => {
  world = await newHub();
  device = await world.device([await world.person('Ana', ['trainer'])]);
  saves = [1, 2].map((n) => creationOf(world.ports, { scope: world.scope, value: `Depot ${n}` }));
});

const sealed = (records = saves.map((save) => batchRecord(device, save))) =>
  sealedOutbox(sealedFor(device.identity), records);
const take = async (bytes: Uint8Array, at = world) => {
  const taken = await at.store.transaction((tx) => takeOutbox(tx, at.ports, bytes));
  return taken.ok ? taken.value : taken.failure.kind;
};
const inOrder = async () => (await world.store.transaction((tx) => tx.positions([world.scope])))[0]?.seq;
const kept = () => world.store.transaction((tx) => tx.keptIn(world.scope));
const withdraw = () =>
  world.store.transaction(async (tx) => {
    const row = await tx.lockDevice(device.identity.device);
    if (row !== null) await revoke(tx, world.ports, row, { by: null, wipe: true });
  });

test('[WP10] of a laptop that is not revoked it is accepted, and a file that comes again brings nothing twice', async () => {
  const file = sealed();
  expect(await take(file)).toMatchObject({
    accepted: 4,
    held: 0,
    refused: 0,
    known: 0,
    isRevoked: false,
    device: 'Laptop',
  });
  expect(await inOrder()).toBe(4);
  expect(await take(file)).toMatchObject({ accepted: 0, held: 0, known: 4 });
  expect(await inOrder()).toBe(4);
});

test('[WP10] [HB5] of a revoked laptop all of it is held for a person, once, and nothing of it is in the order', async () => {
  await device.sync({ batches: [saves[0] as Operation[]] });
  await withdraw();
  expect(await take(sealed())).toMatchObject({ accepted: 0, held: 2, known: 2, isRevoked: true });
  expect((await kept()).map(({ outcome }) => outcome)).toMatchObject([
    { kind: 'quarantined', reason: 'device-revoked' },
    { kind: 'quarantined', reason: 'device-revoked' },
  ]);
  expect(await take(sealed())).toMatchObject({ held: 0, known: 4 });
  expect([await inOrder(), (await kept()).length]).toEqual([2, 2]);
});

test('[WP8] what is cut off, damaged, of another hub or of nobody here is answered in its own words, and nothing is taken', async () => {
  const file = sealed();
  const elsewhere = await newHub();
  await elsewhere.store.transaction((tx) => replaceKey(tx, makeSigningKey, elsewhere.ports.sign));
  expect(await take(file.subarray(0, file.length - 7))).toBe('outbox-cut');
  const changed = file.slice();
  changed[200] = (changed[200] as number) ^ 1;
  expect(await take(changed)).toBe('outbox-damaged');
  expect(await take(new Uint8Array(40))).toBe('outbox-unreadable');
  expect(await take(file, elsewhere)).toBe('outbox-other-hub');
  const stranger = { ...sealedFor(device.identity), device: world.scope };
  expect(await take(sealedOutbox(stranger, [batchRecord(device, saves[0] as Operation[])]))).toBe(
    'outbox-device-unknown',
  );
  expect([await inOrder(), await kept()]).toEqual([0, []]);
});

test('[WP8] whoever seals without the key of the laptop is found, whatever stands beside it, and so is what no laptop seals', async () => {
  const other = await world.device([await world.person('Eve', ['trainer'])]);
  const forged = batchRecord({ identity: device.identity, sign: other.sign }, saves[1] as Operation[]);
  expect(await take(sealed([batchRecord(device, saves[0] as Operation[]), forged]))).toBe('outbox-damaged');
  expect(await take(sealed([new Uint8Array(30)]))).toBe('outbox-damaged');
  expect([await inOrder(), await kept()]).toEqual([0, []]);
});

test('[WP12] what a file unpacks to is bounded for all of it together, and the first batch that is not of the laptop ends it', async () => {
  let verified = 0;
  const verify: typeof world.ports.verify = (...given) => {
    verified += 1;
    return world.ports.verify(...given);
  };
  const openedIn = (bytes: Uint8Array, limit: Parameters<typeof openOutbox>[3]) =>
    world.store.transaction(async (tx) => {
      const opened = await openOutbox(tx, { verify }, bytes, limit);
      return opened.ok ? 'opened' : opened.failure.kind;
    });
  const size = saves.map((save) => {
    const batch = decodeBatch(readFrames(batchRecord(device, save)).frames[0]?.payload ?? new Uint8Array());
    return batch.ok ? batch.value.size : 0;
  });
  const content = (size[0] ?? 0) + (size[1] ?? 0);
  expect(await openedIn(sealed(), { content, operations: 4 })).toBe('opened');
  // Nothing is wrong with such a file, and nothing that is told of it says so.
  expect(await openedIn(sealed(), { content: content - 50, operations: 4 })).toBe('outbox-too-much');
  expect(await openedIn(sealed(), { content, operations: 3 })).toBe('outbox-too-much');
  const other = await world.device([await world.person('Eve', ['trainer'])]);
  const forged = saves.map((save) => batchRecord({ identity: device.identity, sign: other.sign }, save));
  verified = 0;
  expect(await openedIn(sealed(forged), undefined)).toBe('outbox-damaged');
  expect(verified).toBe(1);
});

test('[WP8] many saves are judged a few at a time', async () => {
  let locks = 0;
  const takeCounted = (bytes: Uint8Array) =>
    world.store.transaction((tx) => {
      const lockScopes: typeof tx.lockScopes = (scopes) => {
        locks += 1;
        return tx.lockScopes(scopes);
      };
      return takeOutbox({ ...tx, lockScopes }, world.ports, bytes);
    });
  const many = Array.from({ length: 200 }, () => creationOf(world.ports, { scope: world.scope }));
  const taken = await takeCounted(sealed(many.map((save) => batchRecord(device, save))));
  expect(taken).toMatchObject({ value: { accepted: 400, known: 0 } });
  expect(locks).toBeLessThan(5);
});

test('[WP12] [HB5] of a revoked laptop no more is held than there is room for: all that is in the file counts', async () => {
  await withdraw();
  const held = (count: number) =>
    world.store.transaction(async (tx) => {
      const heldCounts = async () => [{ scope: world.scope, device: device.identity.device, count }];
      const taken = await takeOutbox({ ...tx, heldCounts }, world.ports, sealed());
      return taken.ok ? taken.value.held : taken.failure.kind;
    });
  expect(await held(9_997)).toBe('outbox-held-full');
  expect(await held(9_996)).toBe(4);
  // What the hub has already needs no room.
  expect(await held(10_000)).toBe(0);
});

test('[WP8] of what is in a file all is told, or nothing of it is taken', async () => {
  const forgetful = world.store.transaction((tx) =>
    takeOutbox({ ...tx, kept: async () => new Map(), accepted: async () => new Map() }, world.ports, sealed()),
  );
  await expect(forgetful).rejects.toThrow('neither taken nor kept');
  expect([await inOrder(), await kept()]).toEqual([0, []]);
});

test('[WP1] a hub with a newer key still opens what was sealed to a former one', async () => {
  await world.store.transaction((tx) => replaceKey(tx, makeSigningKey, world.ports.sign));
  expect(await take(sealed())).toMatchObject({ accepted: 4 });
});

test('[WP11] a chunk comes in with the attachment that names it; without one it is told that it is left', async () => {
  const bytes = Uint8Array.of(9, 8, 7);
  const place = { scope: world.scope, type: attachment.type, field: 'chunks', value: toHex(sha256(bytes)) };
  const named = creationOf(world.ports, place);
  const records = [batchRecord(device, named), chunkRecord(bytes)];
  expect(await take(sealed([chunkRecord(bytes)]))).toMatchObject({ accepted: 0, filesLeft: 1 });
  expect(await take(sealed([concat(...records)]))).toMatchObject({ accepted: 2, filesLeft: 0 });
  expect(await world.store.transaction((tx) => tx.chunk(toHex(sha256(bytes))))).toEqual(bytes);
});

test('[WP11] a chunk of what is held is not kept: the file that is taken again once that is accepted brings it, whatever its author may read by then', async () => {
  const bytes = Uint8Array.of(4, 5, 6);
  const hash = toHex(sha256(bytes));
  const named = creationOf(world.ports, { scope: world.scope, type: attachment.type, field: 'chunks', value: hash });
  const file = sealed([concat(batchRecord(device, named), chunkRecord(bytes))]);
  await withdraw();
  const person = device.identity.profiles[0]?.person as string;
  const steward = await world.person('Sten', ['steward']);
  await world.store.transaction((tx) => tx.setRoles(person, world.scope, []));
  expect(await take(file)).toMatchObject({ held: 2, filesLeft: 1 });
  await world.store.transaction(async (tx) => {
    const who = { person: steward, account: steward, grants: await tx.grants([steward]) };
    const accepted = { operations: named.map(({ id }) => id), verdict: 'accepted', note: '', language: 'en' } as const;
    expect((await decideHeld(tx, world.ports, who, accepted)).ok).toBe(true);
  });
  expect(await take(file)).toMatchObject({ held: 0, known: 2, filesLeft: 0 });
  expect(await world.store.transaction((tx) => tx.chunk(hash))).toEqual(bytes);
});

test('[WP12] a file just under what the page takes is taken with its photos', async () => {
  const photos = Array.from({ length: 31 }, (_, n) => new Uint8Array(chunkSize).fill(n));
  const value = photos.map((photo) => toHex(sha256(photo))).join(' ');
  const named = creationOf(world.ports, { scope: world.scope, type: attachment.type, field: 'chunks', value });
  const file = sealed([batchRecord(device, named), ...photos.map(chunkRecord)]);
  expect(file.length).toBeLessThan(outboxOnPage);
  expect(file.length).toBeGreaterThan(outboxOnPage - 2 * chunkSize);
  expect(await take(file)).toMatchObject({ accepted: 2, filesLeft: 0 });
});

test('[WP4] a revocation asks for the wipe under the key of the hub, also of a device that was only revoked before', async () => {
  const row = await world.store.transaction((tx) => tx.device(device.identity.device));
  if (row === null) throw new Error('no such device');
  const said = () => world.store.transaction((tx) => tx.revocationsOf(device.identity.device));
  await world.store.transaction((tx) => revoke(tx, world.ports, row, { by: null }));
  expect((await said()).map(({ wipe }) => wipe)).toEqual([undefined]);
  await withdraw();
  await withdraw();
  expect((await said()).map(({ wipe }) => wipe)).toEqual([undefined, true]);
});

test('[WP4] who asked for a wipe is in the log once, also of a laptop that was revoked before; a hub without a key revokes nothing for it', async () => {
  const ana = device.identity.profiles[0]?.person as string;
  const ask = (at: typeof world, wipe: boolean, { identity } = device) =>
    at.store.transaction(async (tx) => {
      tx.actAs(ana);
      const row = (await tx.lockDevice(identity.device)) as Device;
      const revoked = await revoke(tx, at.ports, row, { by: ana, wipe });
      return revoked.ok ? 'revoked' : revoked.failure.kind;
    });
  for (const wipe of [false, true, true]) expect(await ask(world, wipe)).toBe('revoked');
  const entries = await world.store.transaction((tx) => tx.waitingLogEntries(1_000));
  const ofIt = entries.filter((entry) => entry.class === 'revocation');
  const about = { device: device.identity.device, by: ana };
  const at = world.ports.time;
  expect(ofIt).toHaveLength(2);
  expect(ofIt.map(({ opened }) => JSON.parse(opened?.statement ?? ''))).toEqual(
    expect.arrayContaining([
      { ...about, at },
      { ...about, does: 'wipe', revokedAt: at, at },
    ]),
  );
  const ports = countingPorts();
  const keyless = await createWorld(createMemoryHubStore(ports), ports);
  const other = await keyless.device([await keyless.person('Ben', ['trainer'])]);
  expect(await ask(keyless, true, other)).toBe('hub-has-no-key');
  const row = await keyless.store.transaction((tx) => tx.device(other.identity.device));
  expect(row?.revokedAt).toBe(null);
  expect(await ask(keyless, false, other)).toBe('revoked');
});
