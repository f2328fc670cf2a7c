/** What a wiped laptop left, at the hub: taken whole or not at all, once, and as if the laptop had brought it. */
import { sha256 } from '@noble/hashes/sha2.js';
import { beforeEach, expect, test } from 'vitest';
import { concat, toHex } from '../../shared/base/bytes.ts';
import { attachment } from '../../shared/domain/attachment.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import { countingPorts, createWorld, creationOf, type ScriptedDevice } from '../../test/support/scripted-device.ts';
import { batchRecord, chunkRecord, sealedFor, sealedOutbox } from '../../test/support/sealed-outbox.ts';
import { makeSigningKey } from '../http/signing-key.ts';
import { giveFirstKey, replaceKey } from '../network/hub-key.ts';
import { createMemoryHubStore } from '../sync/memory-hub-store.ts';
import { revoke } from '../trust/revoke.ts';
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

test('[WP8] of a laptop that is not revoked it is accepted, and a file that comes again brings nothing twice', async () => {
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

test('[WP8] [HB5] of a revoked laptop all of it is held for a person, once, and nothing of it is in the order', async () => {
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

test('[WP1] a hub with a newer key still opens what was sealed to a former one', async () => {
  await world.store.transaction((tx) => replaceKey(tx, makeSigningKey, world.ports.sign));
  expect(await take(sealed())).toMatchObject({ accepted: 4 });
});

test('[WP8] a chunk comes in with the attachment that names it; without one it is told that it is left', async () => {
  const bytes = Uint8Array.of(9, 8, 7);
  const place = { scope: world.scope, type: attachment.type, field: 'chunks', value: toHex(sha256(bytes)) };
  const named = creationOf(world.ports, place);
  const records = [batchRecord(device, named), chunkRecord(bytes)];
  expect(await take(sealed([chunkRecord(bytes)]))).toMatchObject({ accepted: 0, filesLeft: 1 });
  expect(await take(sealed([concat(...records)]))).toMatchObject({ accepted: 2, filesLeft: 0 });
  expect(await world.store.transaction((tx) => tx.chunk(toHex(sha256(bytes))))).toEqual(bytes);
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
