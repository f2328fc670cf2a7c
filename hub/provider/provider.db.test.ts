/** Signing in by an identity provider: a real one on this machine, the real hub, and everything that may be wrong on the way back. */
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { quickAccountPorts } from '../../test/support/account-ports.ts';
import { quietHub } from '../../test/support/hub-config.ts';
import { createWorld, type World } from '../../test/support/scripted-device.ts';
import { createTestDatabase } from '../../test/support/test-database.ts';
import { startTestProvider } from '../../test/support/test-provider.ts';
import { createDatabase } from '../db/database.ts';
import { createHubServer } from '../http/server.ts';
import { createPostgresHubStore } from '../sync/store.ts';
import { attemptLifeMs } from './attempts.ts';
import { addLink } from './decide-links.ts';
import { createProvider } from './provider.ts';

const config = { ...quietHub, connectionsPerAddress: 64 };

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let at: Awaited<ReturnType<typeof startTestProvider>>;
let app: Awaited<ReturnType<typeof createHubServer>>;
let world: World;
let ports: World['ports'] & ReturnType<typeof quickAccountPorts>;
let hub = '';
let person = '';
let subject = '';
let subjects = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  at = await startTestProvider();
  const pool = database.pool();
  const store = createPostgresHubStore(createDatabase(pool));
  world = await createWorld(store);
  ports = Object.assign(world.ports, quickAccountPorts());
  const provider = createProvider({ issuer: at.issuer, clientId: 'waypost-hub', clientSecret: null, name: 'Staff' });
  app = await createHubServer({ config, store, pool, ports, tls: null, provider });
  await app.listen({ host: '127.0.0.1', port: 0 });
  hub = `http://localhost:${(app.server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await app.close();
  await at.stop();
  await database.drop();
});

beforeEach(async () => {
  subjects += 1;
  subject = `subject-${subjects}`;
  person = await world.person(`Anneke ${subjects}`, ['coordinator']);
  at.says.claims = { sub: subject };
  // Nobody waits for what an earlier test did.
  ports.time += 24 * 60 * 60_000 + 1;
});
afterEach(() => {
  at.says.back = {};
  at.says.onAnswer = () => undefined;
});

const link = (says: { subject?: string; email?: string }) =>
  world.store.transaction((tx) =>
    addLink(tx, ports, { person, issuer: at.issuer, subject: null, email: null, by: null, ...says }),
  );

async function begin() {
  const answer = await fetch(`${hub}/coordinator/api/provider/begin`, {
    method: 'POST',
    headers: { origin: hub, 'content-type': 'application/json' },
    body: '{}',
  });
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] as string;
  return { status: answer.status, cookie, body: (await answer.json()) as { address: string; kind?: string } };
}
/** What the provider sends a browser back to. */
async function shownThere(address: string): Promise<string> {
  const answer = await fetch(address, { redirect: 'manual' });
  return answer.headers.get('location') ?? '';
}
async function comeBack(back: string, cookie: string) {
  const answer = await fetch(back, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
  const session = answer.headers.getSetCookie().find((one) => one.startsWith('waypost-session='));
  return { status: answer.status, to: answer.headers.get('location'), session: session?.split(';')[0] ?? null };
}
async function go() {
  const { body, cookie } = await begin();
  const back = await shownThere(body.address);
  return { ...(await comeBack(back, cookie)), back, cookie };
}
const failed = (kind: string) => ({ status: 303, to: `/coordinator#/provider/${kind}`, session: null });
const ask = async (path: string, cookie: string, body?: object) => {
  const answer = await fetch(`${hub}/coordinator/api${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { cookie, ...(body === undefined ? {} : { origin: hub, 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as never as Record<string, never> };
};

describe('[PV1] the way there', () => {
  test('is the code flow with PKCE, state and nonce, to the exact address of the hub; what is remembered is sealed and leaves with no other site’s request', async () => {
    const { body, cookie } = await begin();
    const { origin, searchParams } = new URL(body.address);
    expect(origin).toBe(new URL(at.issuer).origin);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'waypost-hub',
      redirect_uri: `${hub}/coordinator/api/provider/back`,
      code_challenge_method: 'S256',
      scope: 'openid email',
      prompt: 'login',
    });
    for (const secret of ['state', 'nonce', 'code_challenge']) expect(searchParams.get(secret)).toMatch(/^[\w-]{43}$/);
    const kept = Buffer.from(cookie.split('=')[1] ?? '', 'base64url').toString('latin1');
    expect(kept).not.toContain(searchParams.get('state'));
    expect((await ask('/ways-in', '')).body).toMatchObject({ provider: { origin: hub, name: 'Staff' } });
  });

  test('a provider that is down is said, and local accounts still work', async () => {
    await at.stop();
    const provider = createProvider({ issuer: at.issuer, clientId: 'x', clientSecret: null, name: 'Staff' });
    expect(await provider.begin(hub)).toEqual({ ok: false, failure: { kind: 'provider-unreachable' } });
    const known = await begin();
    const back = `${hub}/coordinator/api/provider/back?code=x&state=${new URL(known.body.address).searchParams.get('state')}`;
    expect(await comeBack(`${back}&iss=${encodeURIComponent(at.issuer)}`, known.cookie)).toEqual(
      failed('provider-unreachable'),
    );
    const body = { name: 'anneke', passphrase: 'x', code: '000000' };
    expect((await ask('/sign-in', '', body)).body).toMatchObject({ kind: 'sign-in-refused' });
    await at.again();
    expect((await provider.begin(hub)).ok).toBe(true);
  });
});

describe('[PV2] the way back', () => {
  test('whoever is linked gets their session, once', async () => {
    await link({ subject });
    const { session, to, status, back, cookie } = await go();
    expect([status, to]).toEqual([303, '/coordinator']);
    expect((await ask('/me', session ?? '')).body).toMatchObject({ person: { person } });
    // The same again: what was remembered counts once, whatever the provider thinks of its code.
    expect(await comeBack(back, cookie)).toEqual(failed('provider-answer-wrong'));
  });

  test('a code that was used is refused by a new attempt too', async () => {
    await link({ subject });
    const { back } = await go();
    const { body, cookie } = await begin();
    const used = new URL(await shownThere(body.address));
    used.searchParams.set('code', new URL(back).searchParams.get('code') ?? '');
    expect(await comeBack(used.href, cookie)).toEqual(failed('provider-answer-wrong'));
  });

  test('another’s state, none, or another browser is refused', async () => {
    await link({ subject });
    const wrong: (string | null)[] = ['x'.repeat(43), null];
    for (const state of wrong) {
      at.says.back = { state };
      expect(await go()).toMatchObject(failed('provider-answer-wrong'));
    }
    at.says.back = {};
    const { body } = await begin();
    expect(await comeBack(await shownThere(body.address), '')).toEqual(failed('provider-answer-wrong'));
    const mine = await begin();
    const theirs = await begin();
    expect(await comeBack(await shownThere(theirs.body.address), mine.cookie)).toEqual(failed('provider-answer-wrong'));
  });

  test('who comes back after ten minutes, or with a cookie that the hub did not seal, is refused', async () => {
    await link({ subject });
    const { body, cookie } = await begin();
    const back = await shownThere(body.address);
    expect(await comeBack(back, 'waypost-provider=AAAA')).toEqual(failed('provider-answer-wrong'));
    ports.time += attemptLifeMs;
    expect(await comeBack(back, cookie)).toEqual(failed('provider-answer-wrong'));
  });

  test('an answer that another provider gave, or that does not say who did, is refused before its code is used (RFC 9207)', async () => {
    await link({ subject });
    for (const iss of ['https://evil.example', null]) {
      at.says.back = { iss };
      expect(await go()).toMatchObject(failed('provider-answer-wrong'));
    }
  });

  const now = () => Math.floor(Date.now() / 1000);
  test.each<[string, () => Record<string, unknown>]>([
    ['the nonce of another attempt', () => ({ nonce: 'another' })],
    ['another issuer', () => ({ iss: 'https://evil.example' })],
    ['another client', () => ({ aud: 'another-hub' })],
    ['a day that is over', () => ({ exp: now() - 60, iat: now() - 120, nbf: now() - 120 })],
    ['a day that has not come', () => ({ nbf: now() + 600 })],
    ['no subject', () => ({ sub: undefined })],
  ])('a token for %s is refused', async (_, claims) => {
    await link({ subject });
    at.says.claims = { sub: subject, ...claims() };
    expect(await go()).toMatchObject(failed('provider-answer-wrong'));
    at.says.claims = { sub: subject };
    expect((await go()).session).not.toBeNull();
  });

  test('[PV5] who came in by less than the centre asks for is refused, and so is who does not say by what', async () => {
    const asks = {
      issuer: at.issuer,
      clientId: 'waypost-hub',
      clientSecret: null,
      name: 'Staff',
      enough: ['phr', 'mfa'],
    };
    const strict = createProvider(asks);
    const comesBackAs = async (claims: Record<string, unknown>) => {
      at.says.claims = { sub: subject, ...claims };
      const begun = await strict.begin(`${hub}/coordinator/api/provider/back`);
      if (!begun.ok) throw new Error(begun.failure.kind);
      expect(new URL(begun.value.address).searchParams.get('acr_values')).toBe('phr mfa');
      return strict.finish(new URL(await shownThere(begun.value.address)), begun.value.attempt);
    };
    const weak = { ok: false, failure: { kind: 'provider-too-weak' } };
    expect(await comesBackAs({})).toEqual(weak);
    expect(await comesBackAs({ acr: 'pwd' })).toEqual(weak);
    expect(await comesBackAs({ acr: 'phr' })).toMatchObject({ ok: true, value: { subject } });
  });

  test('a token whose signature is another’s, or that has none, is refused', async () => {
    await link({ subject });
    const unsigned = (token: string) => {
      const [, payload] = token.split('.');
      return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    };
    const turned = (token: string) => `${token.slice(0, -6)}${token.endsWith('AAAAAA') ? 'BBBBBB' : 'AAAAAA'}`;
    for (const change of [unsigned, turned]) {
      at.says.onAnswer = (body) => {
        body['id_token'] = change(String(body['id_token']));
      };
      expect(await go()).toMatchObject(failed('provider-answer-wrong'));
    }
  });

  test('who cancelled there is told that', async () => {
    at.says.back = { code: null, error: 'access_denied' };
    expect(await go()).toMatchObject(failed('provider-refused'));
  });

  test('an address whose answers are wrong waits as after wrong passphrases', async () => {
    at.says.back = { state: 'x' };
    for (let n = 0; n < 6; n += 1) expect(await go()).toMatchObject(failed('provider-answer-wrong'));
    expect(await go()).toMatchObject(failed('sign-in-delayed'));
  });
});

describe('[PV3] who there is who here', () => {
  test('somebody whom nobody here named gets nothing, whatever the provider says of them', async () => {
    at.says.claims = {
      sub: subject,
      email: 'x@example.org',
      email_verified: true,
      roles: ['coordinator'],
      groups: ['admins'],
    };
    expect(await go()).toMatchObject(failed('provider-unknown'));
  });

  test('an e-mail counts when the provider looked at it, the first time; from then on the subject does', async () => {
    const email = `anneke.${subjects}@example.org`;
    await link({ email });
    at.says.claims = { sub: subject, email, email_verified: false };
    expect(await go()).toMatchObject(failed('provider-unknown'));
    at.says.claims = { sub: subject, email: email.toUpperCase(), email_verified: true };
    const { session } = await go();
    expect((await ask('/me', session ?? '')).body).toMatchObject({ person: { person } });
    // The address is given to somebody else there: they are not Anneke.
    at.says.claims = { sub: 'somebody else', email, email_verified: true };
    expect(await go()).toMatchObject(failed('provider-unknown'));
    at.says.claims = { sub: subject };
    expect((await go()).session).not.toBeNull();
  });

  test('what one coordinator asked for and nobody confirmed keeps nobody out, and the hub’s machine puts its word in its place', async () => {
    const other = await world.person('Wen', ['steward']);
    const askFor = (says: { subject?: string; email?: string }) =>
      world.store.transaction((tx) =>
        addLink(tx, ports, { person: other, issuer: at.issuer, subject: null, email: null, by: other, ...says }),
      );
    const email = `anneke.${subjects}@example.org`;
    await link({ email });
    expect((await askFor({ subject })).ok).toBe(true);
    expect((await askFor({ subject })).ok).toBe(false);
    at.says.claims = { sub: subject, email, email_verified: true };
    const { session } = await go();
    expect((await ask('/me', session ?? '')).body).toMatchObject({ person: { person } });
    const second = `second-${subjects}`;
    await askFor({ subject: second });
    expect((await link({ subject: second })).ok).toBe(true);
    at.says.claims = { sub: second };
    expect((await ask('/me', (await go()).session ?? '')).body).toMatchObject({ person: { person } });
  });

  test('one coordinator asks, another one confirms, neither for themself; it is taken away by one, and its sessions end', async () => {
    const signedIn = async (name: string) => {
      const helper = await world.person(name, ['coordinator']);
      const sub = `${name}-${subjects}`;
      await world.store.transaction((tx) =>
        addLink(tx, ports, { person: helper, issuer: at.issuer, subject: sub, email: null, by: null }),
      );
      at.says.claims = { sub };
      return (await go()).session ?? '';
    };
    const [ines, wen] = [await signedIn('Ines'), await signedIn('Wen')];
    expect((await ask('/links/ask', ines, { person, subject })).status).toBe(200);
    expect((await ask('/links/ask', wen, { person, subject })).body).toMatchObject({ kind: 'link-known' });
    at.says.claims = { sub: subject };
    expect(await go()).toMatchObject(failed('provider-unknown'));
    const listed = async (as: string) => {
      const { links } = (await ask('/links', as)).body as unknown as { links: { id: string; known: string }[] };
      return links.find(({ known }) => known === subject) as never as { id: string; mayConfirm: boolean };
    };
    const { id } = await listed(ines);
    expect([(await listed(ines)).mayConfirm, (await listed(wen)).mayConfirm]).toEqual([false, true]);
    expect((await ask('/links/confirm', ines, { id })).body).toMatchObject({ kind: 'not-yours-to-give' });
    expect((await ask('/links/confirm', wen, { id })).status).toBe(200);
    const { session } = await go();
    expect((await ask('/me', session ?? '')).status).toBe(200);
    expect((await ask('/links/remove', ines, { id })).status).toBe(200);
    expect((await ask('/me', session ?? '')).status).toBe(401);
    expect(await go()).toMatchObject(failed('provider-unknown'));
    const entries = await world.store.transaction((tx) => tx.waitingLogEntries(10_000));
    const said = entries
      .filter((entry) => entry.class === 'way-in')
      .map(({ opened }) => JSON.parse(opened?.statement ?? '{}') as Record<string, unknown>);
    expect(said.filter((one) => one['link'] === id)).toMatchObject([
      { person, asked: 'link' },
      { person, added: 'link' },
      { person, removed: 'link' },
    ]);
  });

  test('nobody links who holds more than they look after, and nobody confirms for themself', async () => {
    const helper = await world.person('Ines', ['coordinator']);
    const sub = `helper-${subjects}`;
    await world.store.transaction((tx) =>
      addLink(tx, ports, { person: helper, issuer: at.issuer, subject: sub, email: null, by: null }),
    );
    at.says.claims = { sub };
    const ines = (await go()).session ?? '';
    await world.store.transaction((tx) => tx.setRoles(person, world.otherScope, ['steward']));
    expect((await ask('/links/ask', ines, { person, subject })).body).toMatchObject({ kind: 'not-yours-to-give' });
    const guest = await world.person('Guest', ['guest']);
    expect((await ask('/links/ask', ines, { person: guest, subject })).body).toMatchObject({
      kind: 'not-yours-to-give',
    });
    const other = await world.person('Wen', ['steward']);
    await world.store.transaction((tx) =>
      addLink(tx, ports, { person: helper, issuer: at.issuer, subject, email: null, by: other }),
    );
    const { links } = (await ask('/links', ines)).body as unknown as { links: { id: string; known: string }[] };
    const mine = links.find(({ known }) => known === subject);
    expect((await ask('/links/confirm', ines, { id: mine?.id })).body).toMatchObject({ kind: 'not-yours-to-give' });
    expect((await ask('/links/ask', ines, { person, subject, email: 'a@example.org' })).status).toBe(400);
  });

  test('signing out ends the session here and says where to sign out there', async () => {
    await link({ subject });
    const { session } = await go();
    const { body } = await ask('/sign-out', session ?? '', {});
    const leave = new URL(String(body['leave']));
    expect(leave.origin).toBe(new URL(at.issuer).origin);
    expect(leave.searchParams.get('post_logout_redirect_uri')).toBe(`${hub}/coordinator`);
    expect((await ask('/me', session ?? '')).status).toBe(401);
    expect((await ask('/sign-out', '', {})).body).toEqual({ leave: null });
  });
});
