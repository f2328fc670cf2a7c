/** How people sign in to the page, and what their own session lets them change. */
import { beforeEach, describe, expect, test } from 'vitest';
import { accountFor, goodPassphrase } from '../../test/support/account-ports.ts';
import { coordinatorAtHub } from '../../test/support/coordinator-at-hub.ts';
import { softwarePasskey } from '../../test/support/software-passkey.ts';
import { beginSession } from '../accounts/session.ts';
import { authenticatorCode } from '../accounts/totp.ts';

const hub = coordinatorAtHub();
const { asCoordinator, call } = hub;

describe('the session', () => {
  test('is a cookie that scripts and other sites do not get, and ends on the hub when it is signed out', async () => {
    const { code } = await accountFor(hub.world.store, hub.ports, await hub.world.person('Wen', ['steward']), 'wen');
    const { body: offer } = await call('/set-up/begin', { code });
    const digits = authenticatorCode(offer.secret, hub.ports.time);
    const done = await call('/set-up/finish', { code, passphrase: goodPassphrase, digits });
    expect(done.cookie).toMatch(/^waypost-session=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/);
    expect(done.body.recoveryCodes).toHaveLength(10);
    const mine = done.cookie.split(';')[0] as string;
    expect((await call('/me', null, { cookie: mine })).body).toMatchObject({
      person: { name: 'Wen' },
      networkName: 'Test',
      recoveryCodesLeft: 10,
      scopes: [{ id: hub.world.scope, name: 'Doctrine' }],
    });
    expect((await call('/sign-out', {}, { cookie: mine })).cookie).toContain('Max-Age=0');
    expect((await call('/me', null, { cookie: mine })).status).toBe(401);
  });

  test('begins with name, passphrase and authenticator; a failure says how long the next try waits', async () => {
    const wrong = { name: 'anneke', passphrase: goodPassphrase, code: '000000' };
    expect(await call('/sign-in', wrong)).toMatchObject({ status: 403, body: { kind: 'sign-in-refused' } });
    expect(await call('/sign-in', wrong)).toMatchObject({
      status: 429,
      body: { kind: 'sign-in-delayed', waitMs: 1_000, retry: 'later' },
    });
  });
});

test('a body that is not what the route takes is refused before anything is done', async () => {
  const wrong = { name: 5, passphrase: 'x', code: 'x' };
  expect(await call('/sign-in', wrong)).toMatchObject({ status: 400, body: { kind: 'message-unreadable' } });
});

describe('another passphrase', () => {
  const next = 'walnut ferry cobalt meadow';
  const codeNow = async () => {
    hub.ports.time += 60_000;
    return authenticatorCode(secret, hub.ports.time);
  };
  let secret = '';
  let mine = '';
  beforeEach(async () => {
    const { code } = await accountFor(hub.world.store, hub.ports, await hub.world.person('Wen', ['steward']), 'wen');
    secret = (await call('/set-up/begin', { code })).body.secret;
    const digits = authenticatorCode(secret, hub.ports.time);
    mine = (await call('/set-up/finish', { code, passphrase: goodPassphrase, digits })).cookie.split(';')[0] as string;
  });
  const change = async (says: object, as = mine) =>
    call('/passphrase', { passphrase: goodPassphrase, code: await codeNow(), next, ...says }, { cookie: as });
  const signInBy = async (passphrase: string, as?: string) => {
    const body = { name: 'wen', passphrase, code: await codeNow() };
    return call('/sign-in', body, as === undefined ? {} : { cookie: as });
  };

  test('asks for the one before and for the authenticator, ends every other session, and counts from then on', async () => {
    const elsewhere = (await signInBy(goodPassphrase)).cookie.split(';')[0] as string;
    const done = await change({});
    expect(done.status).toBe(200);
    const fresh = done.cookie.split(';')[0] as string;
    for (const old of [mine, elsewhere]) expect((await call('/me', null, { cookie: old })).status).toBe(401);
    expect((await call('/me', null, { cookie: fresh })).body.person.name).toBe('Wen');
    expect((await signInBy(goodPassphrase)).body.kind).toBe('sign-in-refused');
    expect((await signInBy(next)).status).toBe(200);
  });

  test('is refused without a session, the passphrase or the authenticator, and when it is too plain; nothing changes', async () => {
    expect((await change({}, 'waypost-session=1')).body.kind).toBe('signed-out');
    expect((await change({ passphrase: 'walnut cobalt ferry sand' })).body.kind).toBe('sign-in-refused');
    hub.ports.time += 300_000;
    expect((await change({ code: '000000' })).body.kind).toBe('sign-in-refused');
    hub.ports.time += 300_000;
    expect((await change({ next: 'wen Test Sorrel Coast' })).body).toMatchObject({ kind: 'passphrase-weak' });
    expect((await signInBy(goodPassphrase)).status).toBe(200);
  });

  test('whoever signs in once more leaves the session that they had', async () => {
    const again = (await signInBy(goodPassphrase, mine)).cookie.split(';')[0] as string;
    expect(again).not.toBe(mine);
    expect((await call('/me', null, { cookie: mine })).status).toBe(401);
    expect((await call('/me', null, { cookie: again })).status).toBe(200);
  });
});

describe('passkeys', () => {
  const withKey = async (as: string) => {
    const key = softwarePasskey();
    const { options } = (await call('/passkeys/add/begin', {}, { cookie: as })).body;
    const response = key.create({ challenge: options.challenge });
    const added = await call('/passkeys/add', { name: ' Blue key ', response }, { cookie: as });
    expect(added.status).toBe(200);
    return { key, options, cookie: added.cookie.split(';')[0] as string };
  };

  test('[WI2] [WI6] one is added, listed by its name and signs in; the session from before it ends', async () => {
    const ways = (await call('/ways-in', null)).body;
    expect(ways).toEqual({ passkeys: { origin: 'http://localhost' }, provider: null });
    const { key, options, cookie: mine } = await withKey(hub.cookie);
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: 'Test' },
      user: { name: 'anneke', displayName: 'Anneke' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
    });
    expect((await asCoordinator('/me')).status).toBe(401);
    const begun = (await call('/passkeys/begin', {})).body.options;
    expect(begun).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect(begun.allowCredentials ?? []).toEqual([]);
    const response = key.get({ challenge: begun.challenge });
    const signedIn = await call('/passkeys/sign-in', { response }, { cookie: mine });
    expect(signedIn.cookie).toMatch(
      /^waypost-session=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    );
    // The session that the browser had before ends with the one that it begins.
    expect((await call('/me', null, { cookie: mine })).status).toBe(401);
    const now = signedIn.cookie.split(';')[0] as string;
    const listed = (await call('/passkeys', null, { cookie: now })).body;
    expect(listed).toMatchObject({ areNeeded: false, mayChange: true, passkeys: [{ name: 'Blue key', id: key.id }] });
    expect(JSON.stringify(listed)).not.toContain('public');
  });

  test('[WI8] a centre that asks for passkeys shows nothing to a session without, but where to add the first', async () => {
    await hub.world.store.transaction((tx) => tx.setPasskeyRule('Sorrel Coast', true));
    for (const path of ['/me', '/overview', '/people'])
      expect(await asCoordinator(path)).toMatchObject({ status: 403, body: { kind: 'passkey-needed' } });
    expect((await asCoordinator('/passkeys')).body).toEqual({ passkeys: [], areNeeded: true, mayChange: true });
    const { cookie: mine } = await withKey(hub.cookie);
    expect((await call('/me', null, { cookie: mine })).status).toBe(200);
  });

  test('[WI8] there a session without a passkey sees no other session, ends none and takes no passkey away', async () => {
    const { key, cookie: mine } = await withKey(hub.cookie);
    const token = await hub.world.store.transaction(async (tx) => {
      await tx.setPasskeyRule('Sorrel Coast', true);
      const account = await tx.lockAccountNamed('anneke');
      return beginSession(tx, hub.ports, account?.id ?? '', 'passphrase');
    });
    const without = `waypost-session=${token}`;
    const refused = { status: 403, body: { kind: 'passkey-needed' } };
    const { sessions } = (await call('/sessions', null, { cookie: mine })).body;
    const own = sessions.find(({ isThis }: { isThis: boolean }) => isThis);
    expect(await call('/sessions', null, { cookie: without })).toMatchObject(refused);
    expect(await call('/sessions/end', { id: own.id }, { cookie: without })).toMatchObject(refused);
    expect(await call('/passkeys/remove', { id: key.id }, { cookie: without })).toMatchObject(refused);
    expect((await call('/me', null, { cookie: mine })).status).toBe(200);
  });
});
