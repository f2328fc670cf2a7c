import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { utf8 } from '../shared/base/bytes.ts';
import { importPlaybooks } from '../shared/domain/cacao/import-playbooks.ts';
import { readPlaybookFile } from '../shared/domain/cacao/read-playbook-file.ts';
import type { DeviceIdentity } from '../shared/domain/identity.ts';
import { keyPathOf } from './enrolment.ts';
import { type HeadlessDevice, openHeadlessDevice } from './headless-device.ts';
import { createHttpTransport } from './http-transport.ts';
import { openKeyFile } from './key-file.ts';

const scope = '11111111-1111-4111-8111-111111111111';
const person = '22222222-2222-4222-8222-222222222222';
const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A folder as enrolment leaves it, with a hub that is not there. */
async function enrolledFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'waypost-device-'));
  folders.push(folder);
  const identity: DeviceIdentity = {
    device: '33333333-3333-4333-8333-333333333333',
    hub: '44444444-4444-4444-8444-444444444444',
    publicKey: (await openKeyFile(keyPathOf(folder))).publicKey,
    sample: false,
    networkName: 'Test',
    profiles: [{ person, name: 'Ines', centre: 'Coast' }],
    scopes: [{ id: scope, name: 'Doctrine' }],
    grants: [{ person, scope, roles: ['steward'] }],
  };
  await writeFile(join(folder, 'identity.json'), JSON.stringify({ identity, hubAddress: 'http://127.0.0.1:9' }));
  return folder;
}

async function opened(folder: string): Promise<HeadlessDevice> {
  const device = await openHeadlessDevice(folder);
  if (!device.ok) throw new Error(device.failure.kind);
  return device.value;
}

const file = utf8(
  JSON.stringify({
    type: 'playbook',
    spec_version: 'cacao-2.0',
    id: 'playbook--00000000-0000-4000-8000-000000000001',
    name: 'Vehicle left at a crossing',
    workflow_start: 'start--1',
    workflow: { 'start--1': { type: 'start', on_completion: 'end--1' }, 'end--1': { type: 'end' } },
  }),
);

async function importFile({ engine, clock, random }: HeadlessDevice) {
  const reading = readPlaybookFile('crossing.json', file);
  const imported = await importPlaybooks(engine, reading, file, { scope, author: person, clock, random });
  if (!imported.ok) throw new Error(imported.failure.kind);
  return imported.value;
}

const titles = async ({ engine }: HeadlessDevice) =>
  (await engine.list({ type: 'playbook' })).map((entry) => entry.values['title.en']);

test('what was imported is there after the device was closed, original included, and imports once', async () => {
  const folder = await enrolledFolder();
  const first = await opened(folder);
  expect(await importFile(first)).toMatchObject([{ kind: 'new' }]);
  await first.close();
  const second = await opened(folder);
  expect(await titles(second)).toEqual(['Vehicle left at a crossing']);
  expect(await importFile(second)).toMatchObject([{ kind: 'already-here', operations: 0 }]);
  const [original] = await second.engine.list({ type: 'attachment' });
  expect(original?.values).toMatchObject({ name: 'crossing.json', purpose: 'original', size: file.length });
  await second.close();
});

test('a store that was deleted or torn is rebuilt from the journal without a network', async () => {
  const folder = await enrolledFolder();
  const first = await opened(folder);
  await importFile(first);
  await first.close();
  await rm(join(folder, 'store.frames'));
  const rebuilt = await opened(folder);
  expect(rebuilt.engine.started.kind).toBe('rebuilt');
  expect(await titles(rebuilt)).toEqual(['Vehicle left at a crossing']);
  await rebuilt.close();
  await appendFile(join(folder, 'store.frames'), Uint8Array.of(0x57, 0x50, 0x46, 1, 0));
  const torn = await opened(folder);
  expect(await titles(torn)).toEqual(['Vehicle left at a crossing']);
  await torn.close();
});

test('a second process is told who has the folder, and a lock left by a dead one is taken over', async () => {
  const folder = await enrolledFolder();
  const first = await opened(folder);
  expect(await openHeadlessDevice(folder)).toEqual({
    ok: false,
    failure: { kind: 'folder-in-use', process: process.pid },
  });
  await first.close();
  const dead = spawn(process.execPath, ['-e', '']);
  await once(dead, 'exit');
  await writeFile(join(folder, 'lock'), `${dead.pid} 1`);
  await (await opened(folder)).close();
});

test('the key file is for its user alone, and a damaged one is never taken for none', async () => {
  const folder = await enrolledFolder();
  expect((await stat(keyPathOf(folder))).mode & 0o777).toBe(0o600);
  await writeFile(keyPathOf(folder), 'garbage');
  await expect(openHeadlessDevice(folder)).rejects.toThrow();
});

test('a folder without an enrolment says so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'waypost-device-'));
  folders.push(folder);
  expect(await openHeadlessDevice(folder)).toEqual({ ok: false, failure: { kind: 'not-enrolled' } });
});

test('a hub that is away, slow, failing or answering garbage is told apart, and work goes on', async () => {
  const server = createServer((request, response) => {
    if (request.headers['x-test'] === undefined && behaviour === 'hangs') return;
    response.statusCode = behaviour === 'fails' ? 500 : behaviour === 'refuses' ? 403 : 200;
    response.end(behaviour === 'refuses' ? '{"kind":"device-refused","reason":"revoked"}' : 'not frames');
  });
  let behaviour = 'hangs';
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const exchange = () => createHttpTransport(address, { timeoutMs: 300 }).exchange(Uint8Array.of(1));
  expect(await exchange()).toMatchObject({ failure: { kind: 'hub-timeout' } });
  behaviour = 'fails';
  expect(await exchange()).toMatchObject({ failure: { kind: 'hub-failed', status: 500 } });
  behaviour = 'refuses';
  expect(await exchange()).toMatchObject({ failure: { kind: 'device-refused', reason: 'revoked' } });
  behaviour = 'garbage';
  const folder = await enrolledFolder();
  const device = await openHeadlessDevice(folder, { hubAddress: address, unasked: true });
  if (!device.ok) throw new Error(device.failure.kind);
  expect(await device.value.engine.sync()).toMatchObject({ failure: { kind: 'answer-unreadable' } });
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  expect(await device.value.engine.sync()).toMatchObject({ failure: { kind: 'hub-unreachable' } });
  expect(await importFile(device.value)).toMatchObject([{ kind: 'new' }]);
  expect((await device.value.engine.status()).waiting).toBeGreaterThan(0);
  await device.value.close();
});
