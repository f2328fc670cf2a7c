/** A hub with its own certificate: enrolment with the pin behind the code, the coordinator's cookie, renewal while it runs. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { enrolDevice } from '../../headless/enrolment.ts';
import { pinnedFetch } from '../../headless/pinned-fetch.ts';
import { splitCode } from '../../shared/protocol/enrolment-code.ts';
import { accountFor, goodPassphrase, quickAccountPorts } from '../../test/support/account-ports.ts';
import { createWorld, type World } from '../../test/support/scripted-device.ts';
import { createTestDatabase } from '../../test/support/test-database.ts';
import { authenticatorCode } from '../accounts/totp.ts';
import { readConfig } from '../config.ts';
import { createDatabase } from '../db/database.ts';
import { createHubServer } from '../http/server.ts';
import { createPostgresHubStore } from '../sync/store.ts';
import { renewCertificate } from './renew-certificate.ts';
import { type HubTls, readTls, serverPath } from './tls-files.ts';
import { followRenewal } from './tls-server.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let app: Awaited<ReturnType<typeof createHubServer>>;
let world: World;
let ports: World['ports'] & ReturnType<typeof quickAccountPorts>;
let folder: string;
let tls: HubTls;
let address: string;

beforeEach(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'waypost-tls-hub-'));
  await renewCertificate(folder, ['127.0.0.1'], Date.now());
  const config = { ...readConfig(['--data', folder, '--log', 'silent'], {}, folder) };
  const pool = database.pool();
  const store = createPostgresHubStore(createDatabase(pool));
  world = await createWorld(store);
  ports = Object.assign(world.ports, quickAccountPorts());
  tls = (await readTls(config)) as HubTls;
  app = await createHubServer({ config, store, pool, ports, tls });
  await app.listen({ host: '127.0.0.1', port: 0 });
  address = `https://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await app.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function callPage(path: string, body: object, cookie = '') {
  const headers = { 'content-type': 'application/json', origin: address, cookie };
  const init = { method: 'POST', headers, body: JSON.stringify(body) };
  const answer = await pinnedFetch(tls.pin as string)(`${address}/coordinator/api${path}`, init);
  return { status: answer.status, body: (await answer.json()) as Record<string, string>, cookie: setCookie(answer) };
}
const setCookie = (answer: Response) => answer.headers.get('set-cookie') ?? '';

test('a coordinator’s code carries the pin, and a laptop enrols with it and with no other', async () => {
  const { code: setUp } = await accountFor(world.store, ports, await world.person('Anneke', ['coordinator']), 'anneke');
  const offer = await callPage('/set-up/begin', { code: setUp });
  const digits = authenticatorCode(offer.body['secret'] as string, ports.time);
  const done = await callPage('/set-up/finish', { code: setUp, passphrase: goodPassphrase, digits });
  expect(done.cookie).toMatch(/^__Host-waypost-session=[0-9a-f]{64}; .*Secure/);
  const newcomer = { persons: [], newPersons: [{ name: 'Ben', centre: 'Coast' }], grants: [] };
  const made = await callPage('/codes/create', newcomer, done.cookie.split(';')[0]);
  const code = made.body['code'] as string;
  expect(splitCode(code).pin).toBe(tls.pin);
  const joining = (name: string, shown: string) =>
    enrolDevice(join(folder, name), { address, code: shown, deviceName: name });
  const wrong = `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`;
  expect(await joining('a', wrong)).toEqual({ ok: false, failure: { kind: 'certificate-other-key' } });
  expect(await joining('b', splitCode(code).code)).toEqual({ ok: false, failure: { kind: 'certificate-unknown' } });
  // The code was not used up by either.
  expect(await joining('c', code)).toMatchObject({ ok: true, value: { hubAddress: address, hubPin: tls.pin } });
});

test('a renewed certificate is shown without a restart; one that cannot be used is not', async () => {
  const faults: unknown[] = [];
  const config = { dataFolder: folder, tlsCert: null, tlsKey: null };
  const renewal = followRenewal(app.server as unknown as Server, config, tls, (fault) => faults.push(fault));
  const before = await shownBy();
  await renewCertificate(folder, [], Date.now());
  await renewal.look();
  const after = await shownBy();
  expect(after).not.toBe(before);
  await writeFile(serverPath(folder), 'half');
  await renewal.look();
  expect([await shownBy(), faults.length]).toEqual([after, 1]);
  renewal.stop();
});

test('TLS 1.2 is not spoken', async () => {
  await expect(shownBy('TLSv1.2')).rejects.toThrow(/protocol version|alert/i);
});

/** The fingerprint of the certificate that the hub shows. */
function shownBy(maxVersion: 'TLSv1.2' | 'TLSv1.3' = 'TLSv1.3'): Promise<string> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(address);
    const socket = connect({ host: '127.0.0.1', port: Number(port), rejectUnauthorized: false, maxVersion }, () => {
      resolve(socket.getPeerX509Certificate()?.fingerprint256 ?? '');
      socket.destroy();
    });
    socket.on('error', reject);
  });
}
