import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { toHex } from '../../shared/base/bytes.ts';
import { publicKeyOf, signEd25519 } from '../../shared/protocol/ed25519.ts';
import { enrolFailureSchema, enrolmentDigest } from '../../shared/protocol/enrolment.ts';
import { decodeReply } from '../../shared/protocol/sync-reply.ts';
import { quickAccountPorts } from '../../test/support/account-ports.ts';
import { quietHub } from '../../test/support/hub-config.ts';
import { createWorld, creationOf } from '../../test/support/scripted-device.ts';
import { oneDatabase } from '../../test/support/test-database.ts';
import { type HubConfig, refuseOpenTransport } from '../config.ts';
import { createDatabase } from '../db/database.ts';
import { foundHub } from '../network/found-hub.ts';
import { systemPorts } from '../start-hub.ts';
import { createPostgresHubStore } from '../sync/store.ts';
import { createHubServer } from './server.ts';

const database = oneDatabase();
let app: Awaited<ReturnType<typeof createHubServer>>;
let folder = '';

const config: HubConfig = { ...quietHub, connectionsPerAddress: 4 };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-renderer-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<meta property="csp-nonce" nonce="__NONCE__" />');
  await writeFile(join(folder, 'assets', 'main-AAAA.js'), 'export {};');
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

async function createServer(changes: Partial<HubConfig> = {}) {
  const pool = database.pool();
  const store = createPostgresHubStore(createDatabase(pool));
  const whole = { ...config, rendererFolder: folder, ...changes };
  if (whole.sample) await foundHub(store, systemPorts, whole);
  app = await createHubServer({
    config: whole,
    store,
    pool,
    ports: { ...systemPorts, ...quickAccountPorts() },
    tls: null,
  });
  return { app, store };
}

const host = { host: '127.0.0.1' };
const json = { ...host, 'content-type': 'application/json' };
const frames = { ...host, 'content-type': 'application/waypost-frames' };

test('a device syncs over HTTP in one request, and /metrics counts what became of its operations', async () => {
  const { store } = await createServer();
  const world = await createWorld(store);
  const device = await world.device([await world.person('Ana', ['trainer'])]);
  const request = await device.request({ batches: [creationOf(world.ports, { scope: world.scope })] });
  const answer = await app.inject({ method: 'POST', url: '/sync', headers: frames, payload: Buffer.from(request) });
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/waypost-frames']);
  const reply = decodeReply(new Uint8Array(answer.rawPayload));
  expect(reply.ok && reply.value.message.outcomes.map(({ kind, count }) => [kind, count])).toEqual([['accepted', 2]]);
  const metrics = (await app.inject({ url: '/metrics', headers: host })).body;
  expect(metrics).toContain('waypost_operations_total{outcome="accepted"} 2');
});

test('an operation that is refused twice in one request is kept once', async () => {
  const { store } = await createServer();
  const world = await createWorld(store);
  const device = await world.device([await world.person('Ana', ['guest'])]);
  const operations = creationOf(world.ports, { scope: world.scope });
  const answer = await device.sync({ batches: [operations, operations] });
  expect(answer.kinds).toEqual(['refused', 'refused', 'refused', 'refused']);
  expect((await store.transaction((tx) => tx.keptIn(world.scope))).length).toBe(2);
});

test.each([
  ['nothing', Buffer.alloc(0), 400],
  ['garbage', Buffer.from('hello'), 400],
])('/sync answers %s with a kind and a status, never a stack', async (_name, payload, status) => {
  const { store } = await createServer();
  await createWorld(store);
  const answer = await app.inject({ method: 'POST', url: '/sync', headers: frames, payload });
  expect([answer.statusCode, answer.json().kind]).toEqual([status, 'message-unreadable']);
});

test('a device that nobody enrolled is told so, and one that signs for another hub too', async () => {
  const { store } = await createServer();
  const world = await createWorld(store);
  const device = await world.device([await world.person('Ana', ['trainer'])]);
  const strange = await device.request({ message: { device: world.scope } });
  const foreign = await device.request({ hub: world.scope });
  const ask = async (payload: Uint8Array) => {
    const answer = await app.inject({ method: 'POST', url: '/sync', headers: frames, payload: Buffer.from(payload) });
    return [answer.statusCode, answer.json()];
  };
  expect(await ask(strange)).toEqual([401, { kind: 'device-unknown', retry: 'never' }]);
  expect(await ask(foreign)).toEqual([401, { kind: 'signature-invalid', retry: 'never' }]);
});

test('other content types and bodies over the limit are refused', async () => {
  await createServer();
  const text = { ...host, 'content-type': 'text/plain' };
  expect((await app.inject({ method: 'POST', url: '/sync', headers: text, payload: 'x' })).statusCode).toBe(415);
  const large = JSON.stringify({ code: 'x'.repeat(1_100_000) });
  expect((await app.inject({ method: 'POST', url: '/enrol', headers: json, payload: large })).statusCode).toBe(413);
});

test('codes are handed out by the sample network alone', async () => {
  await createServer();
  const ask = () => app.inject({ method: 'POST', url: '/sample/code', headers: json, payload: '{}' });
  expect((await ask()).statusCode).toBe(404);
  await app.close();
  await createServer({ sample: true });
  expect((await ask()).json().code).toMatch(/^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
});

test('a page of another site, or a name that only points to this machine, gets nothing', async () => {
  await createServer({ sample: true });
  const ask = (headers: Record<string, string>) =>
    app.inject({ method: 'POST', url: '/sample/code', headers: { ...json, ...headers }, payload: '{}' });
  expect((await ask({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(421);
  expect((await ask({ host: 'evil.example:8470' })).statusCode).toBe(421);
  expect((await ask({ host: 'localhost:8470', 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200);
});

test('who came by https once comes by nothing else; another site reads nothing, and a folder of the sources is not served', async () => {
  await createServer({ origin: 'https://hub.example' });
  const secure = await app.inject({ url: '/healthz', headers: host });
  expect(secure.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  await app.close();
  await createServer();
  const foreign = { ...host, origin: 'https://evil.example' };
  const paths = ['/', '/healthz', '/openapi.json', '/.git/config', '/assets/', '/package.json', '/assets/main-AAAA.js'];
  const answers = await Promise.all(paths.map((url) => app.inject({ url, headers: foreign })));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 404, 404, 404, 200]);
  for (const { headers } of answers) {
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['content-type']).toMatch(/; charset=utf-8$/);
  }
  const methods = ['TRACE', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const;
  for (const method of methods) {
    const { statusCode } = await app
      .inject({ method: method as 'PUT', url: '/sync', headers: host })
      .catch(() => ({ statusCode: 404 }));
    expect([method, statusCode]).toEqual([method, 404]);
  }
});

test('a hub that others reach does not start in the clear', () => {
  const open = { host: '192.0.2.7', origin: null };
  expect(() => refuseOpenTransport(open, false)).toThrow('needs HTTPS');
  expect(() => refuseOpenTransport({ ...open, origin: 'http://hub.example' }, false)).toThrow('needs HTTPS');
  refuseOpenTransport(open, true);
  refuseOpenTransport({ ...open, origin: 'https://hub.example' }, false);
  refuseOpenTransport({ ...open, host: '127.0.0.1' }, false);
});

test('the browser edition gets a fresh style nonce at each load, and what is hashed is kept', async () => {
  await createServer();
  const load = async () => {
    const answer = await app.inject({ url: '/', headers: host });
    const nonce = /nonce="([^"]+)"/.exec(answer.body)?.[1];
    expect(answer.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(answer.headers['content-security-policy']).toContain("connect-src 'self'");
    expect([answer.headers['cache-control'], answer.headers['x-content-type-options']]).toEqual([
      'no-store',
      'nosniff',
    ]);
    return nonce;
  };
  expect(await load()).not.toBe(await load());
  const script = await app.inject({ url: '/assets/main-AAAA.js', headers: host });
  expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(script.headers['content-type']).toMatch(/^(text|application)\/javascript/);
  expect((await app.inject({ url: '/assets/../index.html%2f..%2f..', headers: host })).statusCode).toBe(404);
});

test('the description names every route, and health follows the database', async () => {
  await createServer();
  const description = (await app.inject({ url: '/openapi.json', headers: host })).json();
  const paths = Object.keys(description.paths).filter((path) => !path.startsWith('/coordinator/'));
  const own = ['/enrol', '/enrol/ask', '/enrol/look', '/healthz', '/metrics', '/openapi.json', '/sync', '/wake'];
  expect(paths.sort()).toEqual(own);
  expect((await app.inject({ url: '/healthz', headers: host })).json()).toEqual({ status: 'ok' });
});

test('figures are for this machine alone, and from elsewhere for who shows the token', async () => {
  await createServer();
  const ask = async (options: { headers?: Record<string, string>; remoteAddress?: string }) =>
    (await app.inject({ url: '/metrics', ...options, headers: { ...host, ...options.headers } })).statusCode;
  expect(await ask({})).toBe(200);
  expect(await ask({ remoteAddress: '::ffff:127.0.0.1' })).toBe(200);
  expect(await ask({ remoteAddress: '10.0.0.7' })).toBe(403);
  expect(await ask({ headers: { 'x-forwarded-for': '127.0.0.1' } })).toBe(403);
  await app.close();
  await createServer({ metricsToken: 'a long secret' });
  expect(await ask({})).toBe(403);
  expect(await ask({ headers: { authorization: 'Bearer a long secreT' } })).toBe(403);
  expect(await ask({ headers: { authorization: 'Bearer a long secret' }, remoteAddress: '10.0.0.7' })).toBe(200);
});

test('[HL1] sockets have the limits of the design, and one address only so many of them', async () => {
  await createServer();
  const { server } = app;
  expect([server.headersTimeout, server.requestTimeout, server.keepAliveTimeout, server.maxConnections]).toEqual([
    10_000, 30_000, 10_000, 512,
  ]);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.address() as { port: number };
  const sockets = Array.from({ length: 6 }, () => connect(port, '127.0.0.1'));
  let closed = 0;
  for (const socket of sockets) socket.on('close', () => (closed += 1)).on('error', () => undefined);
  await expect.poll(() => closed).toBe(2);
  for (const socket of sockets) socket.destroy();
});

test('[HL2] who sends the head of a request slowly is cut off by the clock that looks every two seconds', async () => {
  await createServer();
  // Ten seconds are asserted above; what is seen here is how soon the clock looks.
  app.server.headersTimeout = 300;
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as { port: number };
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  const began = Date.now();
  socket.write('GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\n');
  const drip = setInterval(() => socket.write('x-slow: 1\r\n'), 100);
  let answer = '';
  socket.on('data', (data) => (answer += data.toString()));
  await new Promise((resolve) => socket.once('close', resolve));
  clearInterval(drip);
  expect(answer).toMatch(/^HTTP\/1.1 408 /);
  expect(Date.now() - began).toBeLessThan(10_000);
});

test('[HL3] JSON that is nested deeper than anything of ours is refused unread', async () => {
  await createServer();
  const ask = async (depth: number) => {
    const payload = `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
    const answer = await app.inject({ method: 'POST', url: '/enrol', headers: json, payload });
    return [answer.statusCode, answer.json().kind, answer.body.length];
  };
  expect(await ask(17)).toEqual(await ask(400_000));
  expect((await ask(17)).slice(0, 2)).toEqual([400, 'message-unreadable']);
});

test('[HL4] an address that shows wrong enrolment codes waits, and another one does not', async () => {
  const { store } = await createServer();
  await createWorld(store);
  const secret = new Uint8Array(32).fill(9);
  const code = '0000-0000-0000-0000-0000';
  const payload = {
    protocol: 1,
    code,
    publicKey: toHex(publicKeyOf(secret)),
    deviceName: 'Laptop',
    proof: toHex(signEd25519(secret, enrolmentDigest(code))),
  };
  const ask = async (remoteAddress: string) => {
    const answer = await app.inject({ method: 'POST', url: '/enrol', headers: json, payload, remoteAddress });
    // What every device reads of it.
    return [answer.statusCode, enrolFailureSchema.parse(answer.json()).kind];
  };
  for (let n = 0; n < 6; n += 1) expect(await ask('10.0.0.7')).toEqual([403, 'code-refused']);
  // On a slow machine the first waits are over before the next try.
  const answers: unknown[] = [];
  while (answers.length < 8 && !answers.some((answer) => String(answer).startsWith('429'))) {
    answers.push(await ask('10.0.0.7'));
  }
  expect(answers.at(-1)).toEqual([429, 'enrol-delayed']);
  expect(await ask('10.0.0.8')).toEqual([403, 'code-refused']);
});
