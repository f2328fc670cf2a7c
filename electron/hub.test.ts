import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { hubAddressOf, postToHub, refusalOf } from './hub.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

const ask = (address: string, timeoutMs = 5_000) =>
  postToHub(
    fetch,
    { address, path: '/sync', body: new Uint8Array([1, 2]), contentType: 'application/octet-stream' },
    timeoutMs,
  );

test('whatever a hub answers passes as bytes: the engine judges it', async () => {
  const address = await serve((_request, response) => response.end(Buffer.from([0xff, 0x00, 0x7b])));
  expect(await ask(address)).toEqual({ ok: true, value: { status: 200, body: Buffer.from([0xff, 0x00, 0x7b]) } });
});

test('nobody there is unreachable, silence is a timeout, also in the middle of an answer', async () => {
  const address = await serve(() => {});
  const half = await serve(
    (_request, response) => void response.writeHead(200, { 'content-length': '9' }).write('half'),
  );
  // [PK8] What came so far is told: whole packs in it count.
  const arrived = new TextEncoder().encode('half');
  expect(await ask(address, 100)).toEqual({ ok: false, failure: { kind: 'hub-timeout' } });
  expect(await ask(half, 2_000)).toEqual({ ok: false, failure: { kind: 'hub-timeout', arrived } });
  expect(await ask('http://127.0.0.1:9')).toEqual({ ok: false, failure: { kind: 'hub-unreachable' } });
});

test('a hub that hangs up in the middle is unreachable, and one that sends elsewhere is not followed', async () => {
  const cut = await serve((_request, response) => {
    response.writeHead(200, { 'content-length': '9' }).write('half');
    setTimeout(() => response.destroy(), 20);
  });
  const away = await serve((_request, response) => response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end());
  expect(await ask(cut)).toMatchObject({
    ok: false,
    failure: { kind: 'hub-unreachable', arrived: new TextEncoder().encode('half') },
  });
  expect(await ask(away)).toMatchObject({ ok: false, failure: { kind: 'hub-unreachable' } });
});

test('an endless answer is cut at its limit', { timeout: 20_000 }, async () => {
  const address = await serve((_request, response) => {
    const block = Buffer.alloc(1024 * 1024);
    const more = () => {
      while (!response.destroyed && response.write(block));
    };
    response.on('drain', more);
    more();
  });
  expect(await ask(address, 15_000)).toEqual({ ok: false, failure: { kind: 'hub-failed', status: 200 } });
});

test('a status says whether the device or the hub is at fault', () => {
  const body = Buffer.from('{"kind":"device-refused","reason":"revoked"}');
  expect(refusalOf({ status: 200, body })).toBeNull();
  expect(refusalOf({ status: 401, body })).toEqual({ kind: 'device-refused', reason: 'revoked' });
  expect(refusalOf({ status: 503, body: Buffer.from('<html>') })).toEqual({ kind: 'hub-failed', status: 503 });
});

test('a hub is reached by https, and by http on this machine only', () => {
  expect(hubAddressOf(' hub.example.org ')).toBe('https://hub.example.org');
  expect(hubAddressOf('http://127.0.0.1:8080/x')).toBe('http://127.0.0.1:8080');
  expect(hubAddressOf('http://localhost:8080')).toBe('http://localhost:8080');
  for (const text of [
    'http://hub.example.org',
    'ftp://hub.example.org',
    'https://a:b@hub.example.org',
    'http://127.0.0.1.evil.org',
    '',
  ]) {
    expect(hubAddressOf(text)).toBeNull();
  }
});
