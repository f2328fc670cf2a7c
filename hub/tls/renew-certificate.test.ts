import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { makeAuthority, makeServerCertificate } from './make-certificates.ts';
import { renewCertificate } from './renew-certificate.ts';
import { certificatesIn, readTls } from './tls-files.ts';

const now = Date.UTC(2031, 0, 1);
let folder: string;
const plain = () => ({ dataFolder: folder, tlsCert: null, tlsKey: null });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waypost-tls-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a certificate is made for names and addresses, and its keys are for the hub’s user alone', async () => {
  expect(await readTls(plain())).toBeNull();
  const made = await renewCertificate(folder, ['Hub.Example', '192.0.2.7', '2001:db8::7', 'bücher.example'], now);
  expect(made.names).toEqual(['hub.example', '192.0.2.7', '2001:db8::7', 'xn--bcher-kva.example']);
  const [server, authority] = certificatesIn(await readFile(made.file, 'utf8'));
  if (server === undefined || authority === undefined) throw new Error('The chain is short.');
  expect(server.verify(authority.publicKey) && server.checkIssued(authority)).toBe(true);
  expect([server.ca, authority.ca]).toEqual([false, true]);
  expect(['hub.example', 'xn--bcher-kva.example', 'other.example'].map((name) => server.checkHost(name))).toEqual([
    'hub.example',
    'xn--bcher-kva.example',
    undefined,
  ]);
  expect(['192.0.2.7', '2001:db8::7', '192.0.2.8'].map((one) => server.checkIP(one) !== undefined)).toEqual([
    true,
    true,
    false,
  ]);
  for (const name of await readdir(join(folder, 'tls'))) {
    expect((await stat(join(folder, 'tls', name))).mode & 0o777).toBe(0o600);
  }
  expect((await stat(join(folder, 'tls'))).mode & 0o777).toBe(0o700);
});

test('a renewal keeps the pin and the names, and replaces key and certificate', async () => {
  const first = await renewCertificate(folder, ['hub.example', '192.0.2.7'], now);
  const before = await readTls(plain());
  const second = await renewCertificate(folder, [], now + 86_400_000);
  const after = await readTls(plain());
  expect(second).toEqual({ ...first, validTo: second.validTo });
  expect(Date.parse(second.validTo) - Date.parse(first.validTo)).toBe(86_400_000);
  expect(after?.pin).toBe(before?.pin);
  expect(after?.pin).toMatch(/^[0-9a-f]{40}$/);
  expect(first.keySha256.startsWith(String(after?.pin))).toBe(true);
  expect(after?.key).not.toBe(before?.key);
  expect((await renewCertificate(folder, ['new.example'], now)).names).toEqual(['new.example']);
});

test('what is no name is refused, and nothing is made', async () => {
  for (const names of [[], ['https://hub.example'], ['hub example'], ['-hub.example'], ['']]) {
    await expect(renewCertificate(folder, names, now)).rejects.toThrow(/name/);
  }
  expect(await readdir(folder)).toEqual([]);
});

test('a certificate of one’s own goes with its key, is pinned when its authority is served along, and else is not', async () => {
  const authority = makeAuthority(now);
  const { certificate, key } = makeServerCertificate(authority, ['hub.example'], now);
  const [tlsCert, tlsKey] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  await writeFile(tlsKey, key.export({ type: 'pkcs8', format: 'pem' }));
  await writeFile(tlsCert, certificate);
  expect((await readTls({ dataFolder: folder, tlsCert, tlsKey }))?.pin).toBeNull();
  await writeFile(tlsCert, certificate + authority.certificate);
  expect((await readTls({ dataFolder: folder, tlsCert, tlsKey }))?.pin).toMatch(/^[0-9a-f]{40}$/);
  await writeFile(tlsKey, makeAuthority(now).key.export({ type: 'pkcs8', format: 'pem' }));
  await expect(readTls({ dataFolder: folder, tlsCert, tlsKey })).rejects.toThrow(/cannot be used/);
  expect(() => readConfig(['--tls-cert', tlsCert], {}, folder)).toThrow(/needs its key/);
  expect(readConfig([], { WAYPOST_TLS_CERT: tlsCert, WAYPOST_TLS_KEY: tlsKey }, folder)).toMatchObject({
    tlsCert,
    tlsKey,
  });
});
