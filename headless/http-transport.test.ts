import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createHttpTransport, postToHub } from './http-transport.ts';

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

type Turn = 'answers' | 'closes' | 'breaks off';

/** A hub that does what it is told with each request in turn, over connections that it keeps. */
async function hubThat(...turns: Turn[]) {
  const asked: string[] = [];
  server = createServer((request, answer) => {
    const turn = turns[asked.length];
    asked.push(request.url ?? '');
    request.resume().on('end', () => {
      if (turn === 'answers') answer.end('frames');
      else if (turn === 'closes') request.socket.destroy();
      else answer.writeHead(200, { 'content-length': 10 }).write('half', () => request.socket.destroy());
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { asked, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('[SY4] an exchange goes once more over a new connection when the hub had closed the idle one', async () => {
  const { asked, address } = await hubThat('answers', 'closes', 'answers');
  const transport = createHttpTransport(address);
  expect((await transport.exchange(new Uint8Array([1]))).ok).toBe(true);
  const second = await transport.exchange(new Uint8Array([2]));
  expect(second.ok && Buffer.from(second.value).toString()).toBe('frames');
  expect(asked).toHaveLength(3);
});

test('a hub that closes again is not asked a third time', async () => {
  const { asked, address } = await hubThat('closes', 'closes', 'answers');
  const answered = await createHttpTransport(address).exchange(new Uint8Array([1]));
  expect(answered).toEqual({ ok: false, failure: { kind: 'hub-unreachable' } });
  expect(asked).toHaveLength(2);
});

test('an answer that broke off after its head is not asked for again', async () => {
  const { asked, address } = await hubThat('breaks off', 'answers');
  const answered = await createHttpTransport(address).exchange(new Uint8Array([1]));
  // [PK8] What came so far is told: whole packs in it count.
  const arrived = new TextEncoder().encode('half');
  expect(answered).toEqual({ ok: false, failure: { kind: 'hub-unreachable', arrived } });
  expect(asked).toHaveLength(1);
});

test('what may not be repeated, as the use of a one-time code, is sent once', async () => {
  const { asked, address } = await hubThat('closes', 'answers');
  const answered = await postToHub(address, '/enrol', '{}', 'application/json');
  expect(answered).toEqual({ ok: false, failure: { kind: 'hub-unreachable' } });
  expect(asked).toEqual(['/enrol']);
});

test('a hub that is not there is not asked twice', async () => {
  let tries = 0;
  const refused = async () => {
    tries += 1;
    throw new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
  };
  await createHttpTransport('http://127.0.0.1:1', { fetch: refused as typeof fetch }).exchange(new Uint8Array());
  expect(tries).toBe(1);
});
