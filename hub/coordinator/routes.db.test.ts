import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../shared/base/bytes.ts';
import { outboxOnPage } from '../../shared/coordinator/failure.ts';
import { publicKeyOf, signEd25519 } from '../../shared/protocol/ed25519.ts';
import { openEnrolmentAnswer } from '../../shared/protocol/enrolment-answer.ts';
import { encodeEnrolmentRequest, requestHash } from '../../shared/protocol/enrolment-request.ts';
import { receiptDigest } from '../../shared/protocol/purge-receipt.ts';
import { accountFor, goodPassphrase, quickAccountPorts } from '../../test/support/account-ports.ts';
import { createWorld, creationOf, type World } from '../../test/support/scripted-device.ts';
import { softwarePasskey } from '../../test/support/software-passkey.ts';
import { oneDatabase } from '../../test/support/test-database.ts';
import { passphraseFloor } from '../accounts/passphrases.ts';
import { beginSession } from '../accounts/session.ts';
import { authenticatorCode } from '../accounts/totp.ts';
import { createDatabase } from '../db/database.ts';
import { createHubServer } from '../http/server.ts';
import { makeSigningKey } from '../http/signing-key.ts';
import { giveFirstKey } from '../network/hub-key.ts';
import { createPostgresHubStore } from '../sync/store.ts';

const database = oneDatabase();
let app: Awaited<ReturnType<typeof createHubServer>>;
let world: World;
let ports: World['ports'] & ReturnType<typeof quickAccountPorts>;
let cookie = '';
let coordinator = '';

const config = {
  host: '127.0.0.1',
  port: 0,
  dataFolder: '',
  databaseUrl: null,
  sample: false,
  networkName: 'Test',
  rendererFolder: '',
  coordinatorFolder: '',
  connectionsPerAddress: 32,
  logLevel: 'silent',
  logFile: null,
  origin: null,
  trustedProxy: null,
  metricsToken: null,
  sealKey: null,
  passphraseCost: passphraseFloor,
  retireAfterDays: 180,
  keepSupersededDays: 365,
};
const origin = 'http://127.0.0.1';
const uuid = '00000000-0000-4000-8000-000000000001';

beforeEach(async () => {
  const pool = database.pool();
  const store = createPostgresHubStore(createDatabase(pool));
  world = await createWorld(store);
  ports = Object.assign(world.ports, quickAccountPorts());
  app = await createHubServer({ config, store, pool, ports, tls: null });
  coordinator = await world.person('Anneke', ['coordinator']);
  cookie = await signedIn(coordinator, 'anneke');
});
afterEach(async () => {
  await app.close();
});

interface Asking {
  readonly cookie?: string;
  readonly headers?: Record<string, string>;
}

async function call(path: string, body: object | null, { cookie: sent, headers }: Asking = {}) {
  const answer = await app.inject({
    method: body === null ? 'GET' : 'POST',
    url: `/coordinator/api${path}`,
    headers: { host: '127.0.0.1', ...(body === null ? {} : { origin }), ...(sent ? { cookie: sent } : {}), ...headers },
    ...(body === null ? {} : { payload: body }),
  });
  return { status: answer.statusCode, body: answer.json(), cookie: String(answer.headers['set-cookie'] ?? '') };
}
const asCoordinator = (path: string, body: object | null = null) => call(path, body, { cookie });

async function signedIn(person: string, name: string): Promise<string> {
  const { code } = await accountFor(world.store, ports, person, name);
  const offer = await call('/set-up/begin', { code });
  const digits = authenticatorCode(offer.body.secret, ports.time);
  const done = await call('/set-up/finish', { code, passphrase: goodPassphrase, digits });
  expect(done.status).toBe(200);
  return done.cookie.split(';')[0] as string;
}

const requested = (secret: Uint8Array) => ({
  publicKey: toHex(publicKeyOf(secret)),
  deviceName: 'KP-03',
  madeAt: ports.time,
});

async function requestOfLaptop() {
  const secret = ports.random.bytes(32);
  const sign = (bytes: Uint8Array) => signEd25519(secret, bytes);
  return { secret, request: await encodeEnrolmentRequest(requested(secret), ports.random, sign) };
}

describe('the session', () => {
  test('is a cookie that scripts and other sites do not get, and ends on the hub when it is signed out', async () => {
    const { code } = await accountFor(world.store, ports, await world.person('Wen', ['steward']), 'wen');
    const { body: offer } = await call('/set-up/begin', { code });
    const digits = authenticatorCode(offer.secret, ports.time);
    const done = await call('/set-up/finish', { code, passphrase: goodPassphrase, digits });
    expect(done.cookie).toMatch(/^waypost-session=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/);
    expect(done.body.recoveryCodes).toHaveLength(10);
    const mine = done.cookie.split(';')[0] as string;
    expect((await call('/me', null, { cookie: mine })).body).toMatchObject({
      person: { name: 'Wen' },
      networkName: 'Test',
      recoveryCodesLeft: 10,
      scopes: [{ id: world.scope, name: 'Doctrine' }],
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
    ports.time += 60_000;
    return authenticatorCode(secret, ports.time);
  };
  let secret = '';
  let mine = '';
  beforeEach(async () => {
    const { code } = await accountFor(world.store, ports, await world.person('Wen', ['steward']), 'wen');
    secret = (await call('/set-up/begin', { code })).body.secret;
    const digits = authenticatorCode(secret, ports.time);
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
    ports.time += 300_000;
    expect((await change({ code: '000000' })).body.kind).toBe('sign-in-refused');
    ports.time += 300_000;
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

describe('what a coordinator does', () => {
  test('a code for new people of a centre enrols a device with the roles that were given; it shows until it is used', async () => {
    const created = await asCoordinator('/codes/create', {
      persons: [],
      newPersons: [{ name: 'Ana Petrov', centre: 'Perrin Lakes' }],
      grants: [{ scope: world.scope, roles: ['trainer'] }],
    });
    expect(created.body).toMatchObject({ persons: [{ name: 'Ana Petrov', centre: 'Perrin Lakes' }] });
    const selector = created.body.code.slice(0, 4);
    const open = await asCoordinator('/codes');
    expect(open.body.codes).toMatchObject([{ selector, triesLeft: 5, persons: [{ name: 'Ana Petrov' }] }]);
    expect(JSON.stringify(open.body)).not.toContain(created.body.code.slice(5, 9));
    const { person } = created.body.persons[0];
    const grants = await world.store.transaction((tx) => tx.grants([person]));
    expect(grants).toEqual([{ person, scope: world.scope, roles: ['trainer'] }]);
    expect((await asCoordinator('/codes/withdraw', { selector })).status).toBe(200);
    expect((await asCoordinator('/codes')).body.codes).toEqual([]);
  });

  test('[WP8] a file just under 8 MiB is read; of whoever may not hand one in, nothing is', async () => {
    const file = '0f'.repeat(outboxOnPage);
    expect(await asCoordinator('/outbox/take', { file })).toMatchObject({
      status: 422,
      body: { kind: 'outbox-unreadable' },
    });
    expect((await asCoordinator('/outbox/take', { file: '0' })).status).toBe(400);
    const unread = { headers: { 'content-type': 'application/json', 'content-length': '99999999' } };
    expect((await call('/outbox/take', {}, unread)).status).toBe(401);
    const trainer = await signedIn(await world.person('Tomasz', ['trainer']), 'tomasz');
    expect((await call('/outbox/take', {}, { ...unread, cookie: trainer })).status).toBe(403);
    expect((await call('/outbox/take', {}, { ...unread, cookie })).status).toBe(413);
  });

  test('[OE1] [OE2] [OE5] answers the request of a laptop without a network, once, and the log says who did', async () => {
    const { request, secret } = await requestOfLaptop();
    const order = {
      request: toHex(request),
      address: 'http://127.0.0.1',
      persons: [],
      newPersons: [{ name: 'Imani', centre: 'Kestrel Plain' }],
      grants: [{ scope: world.scope, roles: ['trainer'] }],
    };
    const people = async () => (await asCoordinator('/people')).body.people.length;
    const before = await people();
    // A hub without a key of its own signs nothing, and makes nobody known for it.
    expect(await asCoordinator('/requests/answer', order)).toMatchObject({
      status: 409,
      body: { kind: 'hub-has-no-key' },
    });
    expect(await people()).toBe(before);
    await world.store.transaction((tx) => giveFirstKey(tx, makeSigningKey));
    const damaged = toHex(request.map((byte, at) => (at === 40 ? byte ^ 1 : byte)));
    expect(await asCoordinator('/requests/answer', { ...order, request: damaged })).toMatchObject({
      status: 422,
      body: { kind: 'request-unreadable' },
    });
    expect((await call('/requests/answer', order)).status).toBe(401);
    const { status, body } = await asCoordinator('/requests/answer', order);
    expect(status).toBe(200);
    const opened = await openEnrolmentAnswer(fromHex(body.answer), request, ports.time);
    if (!opened.ok) throw new Error(opened.failure.kind);
    const { identity, words, hubAddress } = opened.value;
    expect([words, hubAddress]).toEqual([body.words, 'http://127.0.0.1']);
    expect(identity).toMatchObject({ profiles: [{ name: 'Imani', centre: 'Kestrel Plain' }] });
    expect(identity.grants[0]?.roles).toEqual(['trainer']);
    expect(await asCoordinator('/requests/answer', order)).toMatchObject({
      status: 409,
      body: { kind: 'request-answered', retry: 'never' },
    });
    const another = await encodeEnrolmentRequest(requested(secret), ports.random, (bytes) =>
      signEd25519(secret, bytes),
    );
    expect((await asCoordinator('/requests/answer', { ...order, request: toHex(another) })).status).toBe(409);
    expect(await people()).toBe(before + 1);
    const entries = await world.store.transaction((tx) => tx.waitingLogEntries(1_000));
    const enrolments = entries.filter((entry) => entry.class === 'enrolment');
    expect(enrolments.map(({ opened: said }) => JSON.parse(said?.statement ?? ''))).toMatchObject([
      { device: identity.device, by: coordinator, request: toHex(requestHash(request)) },
    ]);
  });

  test('[OE5] two coordinators who answer one request at once: one answer, one device, and the other is told', async () => {
    await world.store.transaction((tx) => giveFirstKey(tx, makeSigningKey));
    const { request } = await requestOfLaptop();
    const order = { request: toHex(request), address: origin, persons: [coordinator], newPersons: [], grants: [] };
    const ben = await world.person('Ben', ['trainer']);
    const ask = () => asCoordinator('/requests/answer', { ...order, persons: [ben] });
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await world.store.transaction((tx) => tx.allDevices())).toHaveLength(1);
  });

  test('[OE2] an answer gives no power either: not the roles of those who decide, and no device of such a person', async () => {
    await world.store.transaction((tx) => giveFirstKey(tx, makeSigningKey));
    const { request } = await requestOfLaptop();
    const order = { request: toHex(request), address: origin, persons: [] as string[], newPersons: [], grants: [] };
    const steward = await world.person('Sten', ['steward']);
    const ben = await world.person('Ben', ['trainer']);
    const grants = [{ scope: world.scope, roles: ['coordinator'] }];
    expect((await asCoordinator('/requests/answer', { ...order, persons: [steward] })).status).toBe(403);
    expect((await asCoordinator('/requests/answer', { ...order, persons: [ben], grants })).status).toBe(403);
    expect(await world.store.transaction((tx) => tx.allDevices())).toEqual([]);
    // The request still waits for one who may.
    expect((await asCoordinator('/requests/answer', { ...order, persons: [ben] })).status).toBe(200);
  });

  test('[GV1] a code gives no power: not the roles of those who decide, not elsewhere, and not a device of such a person', async () => {
    const steward = await world.person('Wen', ['steward']);
    const ben = await world.person('Ben', ['guest']);
    const ask = async (says: object) => {
      const body = { persons: [], newPersons: [], grants: [], ...says };
      return (await asCoordinator('/codes/create', body)).body.kind;
    };
    const give = (role: string, scope = world.scope) => ask({ persons: [ben], grants: [{ scope, roles: [role] }] });
    for (const role of ['coordinator', 'steward', 'approver', 'auditor', 'director', 'reviewer'])
      expect(await give(role)).toBe('not-yours-to-give');
    expect(await give('trainer', world.otherScope)).toBe('not-yours-to-give');
    expect(await ask({ persons: [steward] })).toBe('not-yours-to-give');
    expect(await ask({ persons: [coordinator] })).toBe('not-yours-to-give');
    expect(await ask({ persons: [uuid] })).toBe('not-found');
    expect(await ask({})).toBe('not-found');
    await world.store.transaction((tx) => tx.setRoles(ben, world.otherScope, ['trainer']));
    expect(await give('trainer')).toBe('not-yours-to-give');
    expect((await asCoordinator('/codes')).body.codes).toEqual([]);
    const { people } = (await asCoordinator('/people')).body;
    const mayEnrol = Object.fromEntries(people.map((row: never) => [row['person']['name'], row['mayEnrol']]));
    expect(mayEnrol).toEqual({ Anneke: false, Ben: false, Wen: false });
  });

  test('sees what a device lacks, what waits on it, and that it speaks with another life', async () => {
    const [ana, ben] = [await world.person('Ana', ['trainer']), await world.person('Ben', ['guest'])];
    const [busy, slow] = [await world.device([ana]), await world.device([ben])];
    await slow.sync({ message: { waiting: 7 } });
    const met = ports.time;
    ports.time += 60_000;
    await busy.sync({ batches: [creationOf(ports, { scope: world.scope })] });
    const received = ports.time;
    ports.time += 1_000;
    await busy.sync({ message: { incarnation: uuid } });
    const { devices } = (await asCoordinator('/overview')).body;
    const of = (id: string) => devices.find((device: { id: string }) => device.id === id);
    expect(of(slow.identity.device)).toMatchObject({
      persons: [{ name: 'Ben', centre: 'Sorrel Coast' }],
      lastContact: met,
      declaredWaiting: 7,
      newLifeAt: null,
      scopes: [{ scope: world.scope, behind: 2, since: received }],
      held: 0,
    });
    expect(of(busy.identity.device)).toMatchObject({
      newLifeAt: ports.time,
      scopes: [{ scope: world.scope, behind: 0, since: null }],
    });
  });

  test('[SC5] sees which scopes a device lost, and whether the device has said that it removed them', async () => {
    const ana = await world.person('Ana', ['trainer']);
    await world.store.transaction((tx) => tx.setRoles(ana, world.otherScope, ['trainer']));
    const device = await world.device([ana]);
    for (const scope of [world.scope, world.otherScope]) await device.sync({ batches: [creationOf(ports, { scope })] });
    await device.sync();
    const lost = async () => (await asCoordinator('/overview')).body.devices[0].lost;
    expect(await lost()).toEqual([]);
    for (const scope of [world.scope, world.otherScope]) {
      await world.store.transaction((tx) => tx.setRoles(ana, scope, []));
    }
    // The other scope is lost as well, and looked after by somebody else.
    expect(await lost()).toEqual([{ scope: world.scope, removed: null }]);
    const said = { scope: world.scope, at: ports.time - 5_000 };
    const { hub, device: id } = device.identity;
    const forged = { ...said, signature: '0'.repeat(128) };
    await device.sync({ message: { receipts: [forged] } });
    expect(await lost()).toEqual([{ scope: world.scope, removed: null }]);
    ports.time += 60_000;
    const receipt = { ...said, signature: toHex(device.sign(receiptDigest(hub, id, said))) };
    device.cursors.clear();
    await device.sync({ message: { receipts: [receipt] } });
    expect(await lost()).toEqual([{ scope: world.scope, removed: { at: said.at, confirmedAt: ports.time } }]);
    // Given back and read again, it is lost no more; taken once more, the receipt of before says nothing of it.
    await world.store.transaction((tx) => tx.setRoles(ana, world.scope, ['guest']));
    expect(await lost()).toEqual([]);
    await device.sync();
    await device.sync();
    await world.store.transaction((tx) => tx.setRoles(ana, world.scope, []));
    expect(await lost()).toEqual([{ scope: world.scope, removed: null }]);
  });

  test('does not see or revoke devices of scopes that somebody else looks after', async () => {
    const far = await world.person('Far', []);
    await world.store.transaction((tx) => tx.setRoles(far, world.otherScope, ['trainer']));
    const device = await world.device([far]);
    expect((await asCoordinator('/overview')).body.devices).toEqual([]);
    const revoked = await asCoordinator('/devices/revoke', { device: device.identity.device });
    expect([revoked.status, revoked.body.kind]).toEqual([404, 'not-found']);
    expect((await device.sync()).failure).toBeNull();
  });

  test('[HB8] what is written about a returned change reaches the laptop of its author, through the database', async () => {
    const ana = await world.person('Ana', ['trainer']);
    const device = await world.device([ana]);
    await device.sync();
    await world.store.transaction((tx) => tx.setRoles(ana, world.scope, ['guest']));
    const made = creationOf(ports, { scope: world.scope });
    await device.sync({ batches: [made] });
    const operations = made.map(({ id }) => id);
    const decision = { operations, verdict: 'returned', note: 'اسألوا المركز', language: 'ar' };
    expect((await asCoordinator('/held/decide', { ...decision, language: 'xx' })).status).toBe(400);
    expect((await asCoordinator('/held/decide', decision)).status).toBe(200);
    expect((await asCoordinator('/held')).body.decided).toMatchObject([{ note: 'اسألوا المركز', noteLanguage: 'ar' }]);
    const { message } = await device.sync();
    expect(message?.settled?.map(({ id }) => id).sort()).toEqual([...operations].sort());
    expect(message?.decisions).toMatchObject([{ note: 'اسألوا المركز', language: 'ar', at: ports.time }]);
  });

  test('[SY14] a laptop of the coordinator hears through the database how the centres are', async () => {
    const device = await world.device([coordinator]);
    await device.sync();
    const { message } = await device.sync({ message: { glance: true } });
    expect(message?.glance).toMatchObject({
      at: ports.time,
      centres: [{ laptops: 1, quietest: ports.time, behind: 0 }],
    });
  });

  test('revokes a device, which is refused at its next request; its later work is held, shown and decided', async () => {
    const device = await world.device([await world.person('Ana', ['trainer'])]);
    await device.sync();
    const revoked = await asCoordinator('/devices/revoke', { device: device.identity.device });
    expect(revoked.body).toEqual({ device: device.identity.device, revokedAt: ports.time });
    const made = creationOf(ports, { scope: world.scope });
    expect((await device.sync({ batches: [made] })).failure).toEqual({ kind: 'device-revoked' });
    const held = (await asCoordinator('/held')).body;
    expect(held.changes).toMatchObject([{ reason: 'device-revoked', author: { name: 'Ana' } }]);
    const operations = held.changes[0].operations.map(({ id }: { id: string }) => id);
    expect((await asCoordinator('/held/decide', { operations, verdict: 'accepted', note: '' })).status).toBe(200);
    const reader = await world.device([await world.person('Ben', ['guest'])]);
    await reader.sync();
    const read = reader.read.get(world.scope) ?? [];
    expect(read.map(({ id }) => id).slice(0, 2)).toEqual(made.map(({ id }) => id));
    expect(read.slice(2).map(({ type, origin }) => [type, origin.author])).toEqual([
      ['decision', coordinator],
      ['decision', coordinator],
    ]);
    expect((await asCoordinator('/overview')).body.devices.map(({ held }: { held: number }) => held)).toEqual([0, 0]);
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
    const { key, options, cookie: mine } = await withKey(cookie);
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
    await world.store.transaction((tx) => tx.setPasskeyRule('Sorrel Coast', true));
    for (const path of ['/me', '/overview', '/people'])
      expect(await asCoordinator(path)).toMatchObject({ status: 403, body: { kind: 'passkey-needed' } });
    expect((await asCoordinator('/passkeys')).body).toEqual({ passkeys: [], areNeeded: true, mayChange: true });
    const { cookie: mine } = await withKey(cookie);
    expect((await call('/me', null, { cookie: mine })).status).toBe(200);
  });

  test('[WI8] there a session without a passkey sees no other session, ends none and takes no passkey away', async () => {
    const { key, cookie: mine } = await withKey(cookie);
    const token = await world.store.transaction(async (tx) => {
      await tx.setPasskeyRule('Sorrel Coast', true);
      const account = await tx.lockAccountNamed('anneke');
      return beginSession(tx, ports, account?.id ?? '', 'passphrase');
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
