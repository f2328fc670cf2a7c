import { beforeEach, describe, expect, test } from 'vitest';
import { accountFor, goodPassphrase, quickAccountPorts } from '../../test/support/account-ports.ts';
import { createWorld, type World } from '../../test/support/scripted-device.ts';
import { type Ceremony, softwarePasskey } from '../../test/support/software-passkey.ts';
import { beginSetUp, finishSetUp, resetAccount } from '../accounts/decide-set-up.ts';
import { freshMs, openSession } from '../accounts/session.ts';
import { authenticatorCode } from '../accounts/totp.ts';
import { createMemoryHubStore } from '../sync/memory-hub-store.ts';
import { addPasskey, offerPasskey, removePasskey, userHandleOf } from './add-passkey.ts';
import { challengeLifeMs } from './challenges.ts';
import { askForPasskey, signInWithPasskey } from './sign-in-with-passkey.ts';

const party = { id: 'localhost', origin: 'http://localhost' };
const address = '10.0.0.1';
type Key = ReturnType<typeof softwarePasskey>;

let world: World;
let ports: ReturnType<typeof quickAccountPorts> & World['ports'];
let person = '';
/** The session of who uses the page. */
let mine = '';

beforeEach(async () => {
  world = await createWorld(createMemoryHubStore());
  ports = Object.assign(world.ports, quickAccountPorts());
  person = await world.person('Anneke Duarte', ['coordinator']);
  const { code } = await accountFor(world.store, ports, person, 'anneke');
  const offer = await world.store.transaction((tx) => beginSetUp(tx, ports, { code, address }));
  const digits = authenticatorCode(offer.ok ? offer.value.secret : '', ports.time);
  const done = await world.store.transaction((tx) =>
    finishSetUp(tx, ports, { code, passphrase: goodPassphrase, digits, address }),
  );
  mine = done.ok ? done.value.token : '';
});

const session = (token = mine) => world.store.transaction((tx) => openSession(tx, ports.clock, token));
async function inSession() {
  const open = await session();
  if (open === null) throw new Error('The session has ended.');
  return open;
}
const challengeIn = (options: object) => (options as { challenge: string }).challenge;

async function offered() {
  const open = await inSession();
  return world.store.transaction((tx) => offerPasskey(tx, ports, party, open));
}
async function add(key: Key, ceremony: Partial<Ceremony> = {}) {
  const open = await inSession();
  const offer = await offered();
  if (!offer.ok) return offer;
  const response = key.create({ challenge: challengeIn(offer.value), ...ceremony });
  return world.store.transaction((tx) => addPasskey(tx, ports, party, open, { name: 'Blue key', response }));
}
/** Adds it, and goes on in the session that begins with it. */
async function added(key: Key) {
  const result = await add(key);
  if (!result.ok) throw new Error(result.failure.kind);
  mine = result.value;
}
const challenge = async () => challengeIn(await askForPasskey(ports, party));
async function show(key: Key, ceremony: Partial<Ceremony> = {}, from = address) {
  const response = key.get({ challenge: await challenge(), ...ceremony });
  return world.store.transaction((tx) => signInWithPasskey(tx, ports, party, response, from));
}
const remove = async (key: Key) => {
  const open = await inSession();
  return world.store.transaction((tx) => removePasskey(tx, ports, open, key.id));
};
const kept = () => world.store.transaction(async (tx) => tx.passkeysOf((await inAccount(tx)).id));
const inAccount = async (tx: { lockAccountNamed(name: string): Promise<{ id: string } | null> }) => {
  const account = await tx.lockAccountNamed('anneke');
  if (account === null) throw new Error('There is no account.');
  return account;
};
const kindOf = (result: { ok: boolean; failure?: { kind: string } }) => (result.ok ? 'ok' : result.failure?.kind);
const said = async () => {
  const entries = await world.store.transaction((tx) => tx.waitingLogEntries(1_000));
  const about = entries.filter((entry) => entry.class === 'way-in' || entry.class === 'sign-in');
  return about.map(({ opened }) => JSON.parse(opened?.statement ?? '{}') as Record<string, unknown>);
};

describe('a passkey', () => {
  test('[WI1] [WI4] is added by who is signed in and signs in alone; what it says of itself is kept, and the log says by what', async () => {
    const key = softwarePasskey({ syncs: true });
    await added(key);
    expect(await session()).toMatchObject({ way: 'passkey', account: { person } });
    const signedIn = await show(key);
    expect(signedIn.ok && (await session(signedIn.value))).toMatchObject({ way: 'passkey', account: { person } });
    expect(await kept()).toMatchObject([
      { name: 'Blue key', counter: 1, maySync: true, isSynced: true, transports: ['internal'], usedAt: ports.time },
    ]);
    // Of one moment: the log has them in the order of their ids.
    const entries = await said();
    expect(entries.filter(({ added: what }) => what === 'passkey')).toMatchObject([{ person }]);
    expect(entries.filter(({ way }) => way === 'passkey')).toMatchObject([{ person }, { person }]);
  });

  test('[WI1] without its owner’s finger or PIN it is neither added nor believed', async () => {
    expect(kindOf(await add(softwarePasskey(), { verified: false }))).toBe('passkey-refused');
    const key = softwarePasskey();
    await added(key);
    expect(kindOf(await show(key, { verified: false }))).toBe('passkey-refused');
  });

  test('[WI2] counts for the configured name and origin alone', async () => {
    const key = softwarePasskey();
    const foreign = [{ origin: 'http://localhost:81' }, { origin: 'https://hub.evil' }, { rpId: 'hub.evil' }];
    for (const ceremony of foreign) expect(kindOf(await add(key, ceremony))).toBe('passkey-refused');
    await added(key);
    for (const ceremony of foreign) expect(kindOf(await show(key, ceremony))).toBe('passkey-refused');
    expect(kindOf(await show(key, { type: 'webauthn.create' }))).toBe('passkey-refused');
    const open = await inSession();
    const nameless = await world.store.transaction((tx) => offerPasskey(tx, ports, null, open));
    expect(kindOf(nameless)).toBe('passkeys-need-name');
  });

  test('[WI4] one that was copied lets nobody in, and the log says so; one that never counts does', async () => {
    const key = softwarePasskey();
    await added(key);
    await show(key);
    await show(key);
    key.setUsed(1);
    expect(kindOf(await show(key))).toBe('passkey-refused');
    expect(await said()).toContainEqual(expect.objectContaining({ person, seen: 'passkey-copied' }));
    // Somebody without the key cannot make it look copied.
    const forged = softwarePasskey();
    expect(kindOf(await show(forged))).toBe('passkey-refused');
    expect((await said()).filter(({ seen }) => seen !== undefined)).toHaveLength(1);
    const still = softwarePasskey({ counts: false, id: 'another' });
    await added(still);
    for (let n = 0; n < 2; n += 1) expect(kindOf(await show(still))).toBe('ok');
  });

  test('[WI4] one that says otherwise than before whether it may leave its device, or whose it is, lets nobody in', async () => {
    const key = softwarePasskey();
    await added(key);
    expect(kindOf(await show(key, { userHandle: 'c29tZWJvZHk' }))).toBe('passkey-refused');
    const account = await world.store.transaction(inAccount);
    const userHandle = Buffer.from(userHandleOf(account)).toString('base64url');
    expect(kindOf(await show(key, { userHandle }))).toBe('ok');
    key.syncs = true;
    expect(kindOf(await show(key))).toBe('passkey-refused');
  });
});

describe('a challenge', () => {
  test('[WI3] counts once, right or wrong, for five minutes, and for what it was made for', async () => {
    const key = softwarePasskey();
    await added(key);
    const once = await challenge();
    expect(kindOf(await show(key, { challenge: once }))).toBe('ok');
    expect(kindOf(await show(key, { challenge: once }))).toBe('passkey-refused');
    const wrong = await challenge();
    await show(key, { challenge: wrong, origin: 'https://hub.evil' });
    expect(kindOf(await show(key, { challenge: wrong }))).toBe('passkey-refused');
    const adding = await offered();
    const other = adding.ok ? challengeIn(adding.value) : '';
    expect(kindOf(await show(key, { challenge: other }))).toBe('passkey-refused');
    expect(kindOf(await add(softwarePasskey({ id: 'b' }), { challenge: await challenge() }))).toBe('passkey-refused');
    expect(kindOf(await show(key, { challenge: 'bm8gY2hhbGxlbmdl' }))).toBe('passkey-refused');
    const old = await challenge();
    ports.time += challengeLifeMs;
    expect(kindOf(await show(key, { challenge: old }))).toBe('passkey-refused');
  });

  test('[WI3] for another account’s passkey adds none to mine', async () => {
    const { id } = await world.store.transaction(inAccount);
    const offer = await offered();
    const theirs = await world.person('Wen Jiahui', ['steward']);
    const { account } = await accountFor(world.store, ports, theirs, 'wen');
    const open = { ...(await inSession()), account };
    const response = softwarePasskey().create({ challenge: offer.ok ? challengeIn(offer.value) : '' });
    const result = await world.store.transaction((tx) => addPasskey(tx, ports, party, open, { name: 'x', response }));
    expect([kindOf(result), account.id === id]).toEqual(['passkey-refused', false]);
  });

  test('[WI5] a passkey that is refused makes its address wait longer each time, and nobody else', async () => {
    const key = softwarePasskey();
    await added(key);
    for (let n = 0; n < 6; n += 1) expect(kindOf(await show(softwarePasskey({ id: 'none' })))).toBe('passkey-refused');
    expect(await show(key)).toEqual({ ok: false, failure: { kind: 'sign-in-delayed', waitMs: 1_000 } });
    expect(kindOf(await show(key, {}, '10.0.0.2'))).toBe('ok');
    ports.time += 1_000;
    expect(kindOf(await show(key))).toBe('ok');
  });
});

describe('changing ways in', () => {
  test('[WI6] asks for a sign-in of the last ten minutes, and ends every other session', async () => {
    const key = softwarePasskey();
    const before = mine;
    ports.time += freshMs;
    expect(kindOf(await add(key))).toBe('proof-too-old');
    ports.time -= 1;
    await added(key);
    expect(await session(before)).toBeNull();
    const elsewhere = await show(key);
    ports.time += freshMs;
    expect(kindOf(await remove(key))).toBe('proof-too-old');
    ports.time -= 1;
    expect(kindOf(await remove(key))).toBe('ok');
    expect(elsewhere.ok && (await session(elsewhere.value))).toBeNull();
    expect(await session()).not.toBeNull();
    // Entries of one millisecond stand in no order.
    expect(await said()).toContainEqual(expect.objectContaining({ person, removed: 'passkey' }));
    expect(kindOf(await show(key))).toBe('passkey-refused');
    expect(kindOf(await remove(key))).toBe('not-found');
  });

  test('[WI7] one key is added once, ten at most; another’s is not mine to remove', async () => {
    for (let n = 0; n < 9; n += 1) await added(softwarePasskey({ id: `key ${n}` }));
    expect(kindOf(await add(softwarePasskey({ id: 'key 0' })))).toBe('passkey-refused');
    await added(softwarePasskey({ id: 'key 9' }));
    expect(kindOf(await add(softwarePasskey({ id: 'key 10' })))).toBe('passkeys-full');
    const { account } = await accountFor(world.store, ports, await world.person('Wen', ['steward']), 'wen');
    const open = { ...(await inSession()), account };
    const id = softwarePasskey({ id: 'key 3' }).id;
    expect(kindOf(await world.store.transaction((tx) => removePasskey(tx, ports, open, id)))).toBe('not-found');
  });

  test('[WI7] the last way in stays: without a passphrase, and where the centre lets nobody in by it', async () => {
    const [first, second] = [softwarePasskey(), softwarePasskey({ id: 'second' })];
    await added(first);
    await world.store.transaction((tx) => tx.setPasskeyRule('Sorrel Coast', true));
    expect(kindOf(await remove(first))).toBe('last-way-in');
    await added(second);
    expect(kindOf(await remove(first))).toBe('ok');
    expect(kindOf(await remove(second))).toBe('last-way-in');
    await world.store.transaction((tx) => tx.setPasskeyRule('Sorrel Coast', false));
    const account = await world.store.transaction((tx) => tx.lockAccountNamed('anneke'));
    if (account !== null) await world.store.transaction((tx) => tx.saveAccount({ ...account, passphrase: null }));
    expect(kindOf(await remove(second))).toBe('last-way-in');
  });

  test('[WI8] where a centre asks for passkeys, who has one shows it before adding another; a reset begins anew', async () => {
    await world.store.transaction((tx) => tx.setPasskeyRule('Sorrel Coast', true));
    const key = softwarePasskey();
    const byPassphrase = mine;
    await added(key);
    expect(byPassphrase).not.toBe(mine);
    const open = { ...(await inSession()), way: 'passphrase' as const };
    expect(kindOf(await world.store.transaction((tx) => offerPasskey(tx, ports, party, open)))).toBe('passkey-needed');
    const account = await world.store.transaction((tx) => tx.lockAccountNamed('anneke'));
    if (account !== null) await world.store.transaction((tx) => resetAccount(tx, ports, account));
    expect([await kept(), await session()]).toEqual([[], null]);
    expect(kindOf(await show(key))).toBe('passkey-refused');
  });
});
