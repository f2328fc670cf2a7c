import { ed25519 } from '@noble/curves/ed25519.js';
import { beforeEach, expect, test } from 'vitest';
import { toHex } from '../../shared/base/bytes.ts';
import { enrolmentDigest } from '../../shared/protocol/enrolment.ts';
import { createWorld, type World } from '../../test/support/scripted-device.ts';
import { createMemoryHubStore } from '../sync/memory-hub-store.ts';
import { codeLifeMs, createCode, readCode } from './code.ts';
import { enrol } from './decide-enrol.ts';

let world: World;
let person = '';
let code = '';
beforeEach(async () => {
  world = await createWorld(createMemoryHubStore());
  person = await world.person('Ana', ['trainer']);
  code = await world.store.transaction((tx) => createCode(tx, world.ports, [person]));
});

function ask(typed: string, changes: { readonly proof?: string; readonly protocol?: number } = {}, key?: Uint8Array) {
  const secret = key ?? world.ports.random.bytes(32);
  const request = {
    protocol: 1,
    code: typed,
    publicKey: toHex(ed25519.getPublicKey(secret)),
    deviceName: 'Laptop',
    proof: toHex(ed25519.sign(enrolmentDigest(typed), secret)),
    ...changes,
  };
  return world.store.transaction((tx) => enrol(tx, world.ports, request));
}

/** The same code with another last sign. */
const wrong = () => code.slice(0, -1) + (code.endsWith('7') ? '8' : '7');
const refused = { ok: false, failure: { kind: 'code-refused' } };

test('a code makes one device, which learns who it is', async () => {
  const enrolled = await ask(code);
  expect(enrolled).toMatchObject({
    ok: true,
    value: {
      networkName: 'Test',
      sample: false,
      profiles: [{ person, name: 'Ana', centre: 'Sorrel Coast' }],
      scopes: [{ id: world.scope, name: 'Doctrine' }],
      grants: [{ person, scope: world.scope, roles: ['trainer'] }],
    },
  });
  expect(await ask(code)).toEqual(refused);
});

test('a device whose answer was lost asks again with its key, and is the same device; nobody else is', async () => {
  const key = world.ports.random.bytes(32);
  const first = await ask(code, {}, key);
  expect(await ask(code, {}, key)).toEqual(first);
  expect(await ask(wrong(), {}, key)).toEqual(refused);
  expect(await ask(code)).toEqual(refused);
  const device = first.ok ? first.value.device : '';
  await world.store.transaction(async (tx) => {
    const row = await tx.lockDevice(device);
    if (row !== null) await tx.saveDevice({ ...row, revokedAt: 1 });
  });
  expect(await ask(code, {}, key)).toEqual(refused);
});

test('a device whose answer was lost is the same one by a later code too; one that was heard, or is for other people, is not', async () => {
  const key = world.ports.random.bytes(32);
  const another = () => world.store.transaction((tx) => createCode(tx, world.ports, [person]));
  const first = await ask(code, {}, key);
  const device = first.ok ? first.value.device : '';
  world.ports.time += codeLifeMs;
  expect(await ask(await another(), {}, key)).toMatchObject({ ok: true, value: { device } });
  const ben = await world.person('Ben', ['trainer']);
  const forBen = await world.store.transaction((tx) => createCode(tx, world.ports, [ben]));
  expect(await ask(forBen, {}, key)).toEqual(refused);
  await world.store.transaction(async (tx) => {
    const row = await tx.lockDevice(device);
    if (row !== null) await tx.saveDevice({ ...row, lastContact: 1 });
  });
  expect(await ask(await another(), {}, key)).toEqual(refused);
});

test('a code is read as people type it: small letters, spaces, O for 0, I and L for 1', () => {
  expect(readCode('0123-4567-89ab-cdef-ghjk')).toEqual(readCode(' O I2 3 4567 89AB cdef-GHJK '));
  expect(readCode('0123-4567-89AB-CDEF-GHJ')).toBeNull();
  expect(readCode('0123-4567-89AB-CDEF-GHJU')).toBeNull();
});

test('five wrong guesses use a code up, and the right one does not help any more', async () => {
  for (let i = 0; i < 5; i += 1) expect(await ask(wrong())).toEqual(refused);
  expect(await ask(code)).toEqual(refused);
});

test('four wrong guesses do not', async () => {
  for (let i = 0; i < 4; i += 1) await ask(wrong());
  expect((await ask(code)).ok).toBe(true);
});

test('a code ends after 72 hours', async () => {
  world.ports.time += codeLifeMs;
  expect(await ask(code)).toEqual(refused);
});

test('a key that the device does not hold enrols nothing and costs no try', async () => {
  expect(await ask(code, { proof: '00'.repeat(64) })).toEqual(refused);
  expect((await ask(code)).ok).toBe(true);
});

test('another protocol version is named, and the code is not used up', async () => {
  expect(await ask(code, { protocol: 2 })).toEqual({
    ok: false,
    failure: { kind: 'version-mismatch', ours: 1, theirs: 2 },
  });
  expect((await ask(code)).ok).toBe(true);
});

test('the secret part is nowhere in the store', async () => {
  const kept = await world.store.transaction((tx) => tx.lockCode(code.slice(0, 4)));
  expect(JSON.stringify(kept)).not.toContain(code.replaceAll('-', '').slice(4));
  expect(kept?.triesLeft).toBe(5);
});
