/** Real TLS on this machine: what a device sends to a hub that it knows by its key, and what it sends to nobody else. */
import type { KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { makeAuthority, makeServerCertificate } from '../hub/tls/make-certificates.ts';
import { certificatesIn } from '../hub/tls/tls-files.ts';
import { dayHere } from '../shared/base/plain-date.ts';
import { pinOf } from '../shared/protocol/enrolment-code.ts';
import { postToHub } from './http-transport.ts';
import { pinnedFetch } from './pinned-fetch.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const now = Date.now();
const year = 365 * 86_400_000;
const authority = makeAuthority(now);
const pinOfPem = (pem: string) =>
  pinOf(certificatesIn(pem)[0]?.publicKey.export({ type: 'spki', format: 'der' }) as Buffer);
const pin = pinOfPem(authority.certificate);

/** A server that shows this chain, and counts who asked it anything. */
async function serving(key: KeyObject, ...chain: string[]) {
  const asked: string[] = [];
  const pem = key.export({ type: 'pkcs8', format: 'pem' });
  const server = createServer({ key: pem, cert: chain.join(''), minVersion: 'TLSv1.3' }, (request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      asked.push(`${request.method} ${request.url} ${body}`);
      response.writeHead(200, { 'content-type': 'text/plain' }).end('frames');
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { asked, address: `https://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function hubWith(names: readonly string[], from = now, above = authority) {
  const { certificate, key } = makeServerCertificate(above, names, from);
  return serving(key, certificate, above.certificate);
}

const ask = (address: string, knownBy: string | null) =>
  postToHub(address, '/sync', 'work', 'text/plain', knownBy === null ? {} : { fetch: pinnedFetch(knownBy) });

test('a hub under the pinned key is asked, by its name too, though no authority of the system knows it', async () => {
  const { address, asked } = await hubWith(['127.0.0.1', 'localhost']);
  for (const reached of [address, address.replace('127.0.0.1', 'localhost')]) {
    const answered = await ask(reached, pin);
    expect(answered.ok && [answered.value.status, Buffer.from(answered.value.body).toString()]).toEqual([
      200,
      'frames',
    ]);
  }
  expect(asked).toEqual(['POST /sync work', 'POST /sync work']);
});

test('a renewed certificate under the same key is the same hub', async () => {
  for (const from of [now - year / 2, now])
    expect((await ask((await hubWith(['127.0.0.1'], from)).address, pin)).ok).toBe(true);
});

test('each refused certificate is told apart, and nothing was sent', async () => {
  const other = makeAuthority(now);
  const today = dayHere(Date.now());
  const cases: [string, Awaited<ReturnType<typeof serving>>, string | null, object][] = [
    ['another key', await hubWith(['127.0.0.1'], now, other), pin, { kind: 'certificate-other-key' }],
    ['another name', await hubWith(['hub.example']), pin, { kind: 'certificate-other-name' }],
    ['expired', await hubWith(['127.0.0.1'], now - 2 * year), pin, { kind: 'certificate-out-of-date', today }],
    [
      'a clock years behind',
      await hubWith(['127.0.0.1'], now + 5 * year),
      pin,
      { kind: 'certificate-out-of-date', today },
    ],
    ['no pin', await hubWith(['127.0.0.1']), null, { kind: 'certificate-unknown' }],
  ];
  for (const [what, { address, asked }, knownBy, failure] of cases) {
    expect([what, await ask(address, knownBy)]).toEqual([what, { ok: false, failure }]);
    expect([what, asked]).toEqual([what, []]);
  }
});

test('whoever shows the pinned authority beside a certificate that it did not sign is another', async () => {
  const thief = makeAuthority(now);
  const stolen = makeServerCertificate(thief, ['127.0.0.1'], now);
  const { address, asked } = await serving(stolen.key, stolen.certificate, authority.certificate);
  expect(await ask(address, pin)).toEqual({ ok: false, failure: { kind: 'certificate-other-key' } });
  expect(asked).toEqual([]);
});

test('a server’s certificate vouches for nobody else', async () => {
  const server = makeServerCertificate(authority, ['127.0.0.1'], now);
  const below = makeServerCertificate(server, ['127.0.0.1'], now);
  const { address, asked } = await serving(below.key, below.certificate, server.certificate, authority.certificate);
  expect(await ask(address, pin)).toEqual({ ok: false, failure: { kind: 'certificate-other-key' } });
  expect(asked).toEqual([]);
});

test('nobody there is unreachable with a pin as without, and silence ends in its time', async () => {
  expect(await ask('https://127.0.0.1:9', pin)).toEqual({ ok: false, failure: { kind: 'hub-unreachable' } });
  const { address } = await hubWith(['127.0.0.1']);
  servers[0]?.removeAllListeners('request').on('request', () => undefined);
  const waited = await postToHub(address, '/sync', '', 'text/plain', { fetch: pinnedFetch(pin), timeoutMs: 200 });
  expect(waited).toEqual({ ok: false, failure: { kind: 'hub-timeout' } });
});
