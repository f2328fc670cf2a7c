import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect as connectPlain, createServer as createPlainServer, type Socket } from 'node:net';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { encodeRoomRefusal } from '../shared/protocol/room-message.ts';
import { makeLineCertificate } from './line-certificate.ts';
import { isInRoom, readRoomAddress, writeRoomAddress } from './room-address.ts';
import { callRoom, openDoor, type RoomDoor } from './room-lines.ts';

const certificate = makeLineCertificate();
const doors: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const door of doors.splice(0)) await door.close();
});

/** A door that answers each message with what is exported of the line and the message. */
async function openEcho(host = '127.0.0.1'): Promise<RoomDoor> {
  const answer = async (exported: Uint8Array, message: Uint8Array) => Uint8Array.from([...exported, ...message]);
  const door = await openDoor({ certificate, host, answer });
  doors.push(door);
  return door;
}

async function called(address: string) {
  const line = await callRoom(address);
  if (!line.ok) throw new Error(line.failure.kind);
  return line.value;
}

test('[RM2] both ends of a line export the same of it, and another line something else', async () => {
  const door = await openEcho('127.0.0.2');
  const [one, two] = [await called(`127.0.0.2:${door.port}`), await called(`127.0.0.2:${door.port}`)];
  const said = await one.exchange(Uint8Array.of(1, 2, 3));
  expect(said).toEqual({ ok: true, value: Uint8Array.from([...one.exported, 1, 2, 3]) });
  expect(two.exported).not.toEqual(one.exported);
  expect(one.exported).toHaveLength(32);
  const long = new Uint8Array(3_000_000).fill(7);
  const back = await one.exchange(long);
  expect(back.ok && back.value.length).toBe(long.length + 32);
  await one.close();
  await two.close();
});

test('[RM2] whoever stands between two laptops has two lines, which export different things', async () => {
  const door = await openEcho();
  const seen: Uint8Array[] = [];
  const between = createServer({ ...certificate, minVersion: 'TLSv1.3' }, (inside: TLSSocket) => {
    const outside = connect({ port: door.port, host: '127.0.0.1', rejectUnauthorized: false });
    inside.pipe(outside).pipe(inside);
    inside.on('error', () => {});
    outside.on('error', () => {});
    seen.push(Uint8Array.from(inside.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0))));
  });
  between.listen(0, '127.0.0.1');
  await once(between, 'listening');
  doors.push({ close: async () => void between.close() });
  const { port } = between.address() as { port: number };
  const line = await called(`127.0.0.1:${port}`);
  const said = await line.exchange(Uint8Array.of(9));
  // What the one behind signs is about its own line, and does not fit this one.
  expect(said.ok && said.value.subarray(0, 32)).not.toEqual(line.exported);
  expect(seen[0]).toEqual(line.exported);
  await line.close();
});

test('[RM2] older TLS, no TLS and endless lengths are cut off, and others are answered meanwhile', async () => {
  const door = await openEcho();
  const older = connect({ port: door.port, host: '127.0.0.1', rejectUnauthorized: false, maxVersion: 'TLSv1.2' });
  const [error] = (await once(older, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toMatch(/PROTOCOL_VERSION|ECONNRESET|SSL/);
  const plain = connectPlain(door.port, '127.0.0.1');
  plain.on('error', () => {});
  plain.write('GET / HTTP/1.1\r\n\r\n');
  await once(plain, 'close');
  const greedy = connect({ port: door.port, host: '127.0.0.1', rejectUnauthorized: false });
  greedy.on('error', () => {});
  await once(greedy, 'secureConnect');
  greedy.write(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 1));
  await once(greedy, 'close');
  const line = await called(`127.0.0.1:${door.port}`);
  expect((await line.exchange(Uint8Array.of(1))).ok).toBe(true);
  await line.close();
});

test('[RM3] who is refused is cut off, and one address has only so many lines', async () => {
  const door = await openDoor({
    certificate,
    host: '127.0.0.1',
    answer: async () => encodeRoomRefusal('not-enrolled'),
  });
  doors.push(door);
  const line = await called(`127.0.0.1:${door.port}`);
  expect((await line.exchange(Uint8Array.of(1))).ok).toBe(true);
  expect(await line.exchange(Uint8Array.of(1))).toMatchObject({ failure: { kind: 'room-closed' } });
  const lines = [];
  for (let n = 0; n < 12; n++) lines.push(await callRoom(`127.0.0.1:${door.port}`));
  expect(lines.filter(({ ok }) => ok).length).toBeLessThanOrEqual(8);
  for (const one of lines) if (one.ok) await one.value.close();
});

test('nobody there, nobody who speaks TLS, and an address that is none are told apart', async () => {
  const mute = createPlainServer((socket: Socket) => socket.resume().end('no'));
  mute.listen(0, '127.0.0.1');
  await once(mute, 'listening');
  const { port } = mute.address() as { port: number };
  expect(await callRoom(`127.0.0.1:${port}`)).toMatchObject({ failure: { kind: 'room-unreachable' } });
  mute.close();
  await once(mute, 'close');
  expect(await callRoom(`127.0.0.1:${port}`)).toMatchObject({ failure: { kind: 'room-unreachable' } });
  expect(await callRoom('hub.example:443')).toMatchObject({ failure: { kind: 'room-address-invalid' } });
});

test('[RM9] no line goes to an address of a network that this machine is not on', async () => {
  const eth0 = { address: '192.168.7.20', netmask: '255.255.255.0', family: 'IPv4', mac: '', internal: false } as const;
  const interfaces = { eth0: [{ ...eth0, cidr: '192.168.7.20/24' }] };
  const isIn = (host: string) => isInRoom({ host }, interfaces);
  expect(['192.168.7.1', '192.168.8.1', '127.0.0.1', '::1', '203.0.113.9'].filter(isIn)).toEqual(['192.168.7.1']);
  expect(await callRoom('203.0.113.9:443')).toEqual({ ok: false, failure: { kind: 'room-address-outside' } });
});

test.each(['192.0.2.7:41234', '[fe80::1]:9', '[fe80::1%eth0]:65535', '127.0.0.1:1'])('%s is an address', (written) => {
  const read = readRoomAddress(` ${written} `);
  expect(read === null ? null : writeRoomAddress(read)).toBe(written);
});

test.each([
  '',
  'laptop',
  'laptop:1',
  '192.0.2.7',
  '192.0.2.700:1',
  '192.0.2.7:0',
  '192.0.2.7:65536',
  'fe80::1:9',
  '[::1]',
])('"%s" is none', (written) => {
  expect(readRoomAddress(written)).toBeNull();
});

test('[RM9] the certificate of a line says nothing of anybody, and is another one each time', async () => {
  const [one, two] = [new X509Certificate(certificate.cert), new X509Certificate(makeLineCertificate().cert)];
  expect([one.subject, one.issuer, one.validFrom]).toEqual([two.subject, two.issuer, two.validFrom]);
  expect(one.subject).toBe('CN=waypost');
  expect(one.fingerprint256).not.toBe(two.fingerprint256);
});
