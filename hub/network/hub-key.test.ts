import { beforeEach, expect, test } from 'vitest';
import { areLinked, hubKeyId, keysAfter } from '../../shared/protocol/hub-key.ts';
import { isSigned } from '../../shared/protocol/signed-place.ts';
import { createWorld, creationOf, type World } from '../../test/support/scripted-device.ts';
import { makeSigningKey, signWith } from '../http/signing-key.ts';
import { verifySignature } from '../http/verify-signature.ts';
import { createMemoryHubStore } from '../sync/memory-hub-store.ts';
import { foundHub } from './found-hub.ts';
import { giveFirstKey, replaceKey } from './hub-key.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld(createMemoryHubStore());
});

const giveKey = () => world.store.transaction((tx) => giveFirstKey(tx, makeSigningKey));
const newKey = () => world.store.transaction((tx) => replaceKey(tx, makeSigningKey, signWith));

test('a hub gets a key when it is founded, and keeps it at every later start', async () => {
  const store = createMemoryHubStore();
  const ports = { ...world.ports, makeKey: makeSigningKey };
  const first = await foundHub(store, ports, { sample: true, networkName: '' });
  const again = await foundHub(store, ports, { sample: true, networkName: '' });
  expect(first.keys).toHaveLength(1);
  expect(again.keys).toEqual(first.keys);
});

test('[AU1] every place up to which a device may read is signed, with the time of the answer; nothing new, nothing signed', async () => {
  await giveKey();
  const [ana, ben] = [await world.person('Ana', ['trainer']), await world.person('Ben', ['guest'])];
  const [a, b] = [await world.device([ana]), await world.device([ben])];
  const own = await a.sync({ batches: [creationOf(world.ports, { scope: world.scope })] });
  const read = await b.sync();
  const { hub, hubKeys = [] } = a.identity;
  for (const { message } of [own, read]) {
    if (message === undefined) throw new Error('no answer');
    const [place] = message.scopes;
    expect(place).toMatchObject({ scope: world.scope, seq: 2 });
    const key = hubKeyId(hubKeys[0]?.publicKey ?? '');
    const signed = { ...place, epoch: message.epoch, at: message.hubTime, key } as Parameters<typeof isSigned>[2];
    expect(await isSigned(hub, hubKeys, signed, verifySignature)).toBe(true);
    for (const lie of [{ seq: 3 }, { at: signed.at + 1 }, { chain: 'ab'.repeat(16) }, { epoch: hub }, { scope: hub }]) {
      expect(await isSigned(hub, hubKeys, { ...signed, ...lie }, verifySignature)).toBe(false);
    }
  }
  expect((await a.sync()).message?.scopes).toEqual([]);
});

test('[AU2] a device that was enrolled before the hub had a key is told of it once', async () => {
  const device = await world.device([await world.person('Ana', ['trainer'])]);
  await device.sync();
  expect((await device.sync()).message?.identity).toBeNull();
  await giveKey();
  expect((await device.sync()).message?.identity?.hubKeys).toHaveLength(1);
  expect((await device.sync()).message?.identity).toBeNull();
});

test('[AU2] a new key is told to every device, is signed by the one before it, and signs from then on', async () => {
  await giveKey();
  const device = await world.device([await world.person('Ana', ['trainer'])]);
  await device.sync();
  const publicKey = await newKey();
  const { message } = await device.sync({ batches: [creationOf(world.ports, { scope: world.scope })] });
  const { hub, hubKeys: pinned = [] } = device.identity;
  const said = message?.identity?.hubKeys ?? [];
  expect(said.map((key) => key.publicKey)).toEqual([pinned[0]?.publicKey, publicKey]);
  expect(await keysAfter(hub, pinned, said, verifySignature)).toEqual(said);
  const signed = { ...message?.scopes[0], epoch: message?.epoch, at: message?.hubTime, key: hubKeyId(publicKey) };
  expect(await isSigned(hub, said, signed as Parameters<typeof isSigned>[2], verifySignature)).toBe(true);
});

test('[AU2] keys that the pinned one did not sign do not follow it', async () => {
  await giveKey();
  await newKey();
  const keys = (await world.store.transaction((tx) => tx.hub())).keys.map(({ publicKey, endorsement }) => ({
    publicKey,
    ...(endorsement === null ? {} : { endorsement }),
  }));
  const [first, second] = keys as [(typeof keys)[0], (typeof keys)[0]];
  const { id: hub } = await world.store.transaction((tx) => tx.hub());
  const stranger = { publicKey: makeSigningKey().publicKey };
  const after = (pinned: typeof keys, said: typeof keys) => keysAfter(hub, pinned, said, verifySignature);
  expect(await after([], keys)).toEqual(keys);
  expect(await after([first], keys)).toEqual(keys);
  expect(await after([second], keys)).toEqual([second]);
  expect(await after([first], [])).toBeNull();
  expect(await after([second], [first])).toBeNull();
  expect(await after([first], [stranger])).toBeNull();
  expect(await after([first], [first, stranger])).toBeNull();
  expect(await after([first], [first, { ...second, publicKey: stranger.publicKey }])).toBeNull();
  expect(await areLinked(world.scope, keys, verifySignature)).toBe(false);
});
