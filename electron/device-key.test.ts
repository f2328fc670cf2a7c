import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fromHex, toHex } from '../shared/base/bytes.ts';
import { certificateSecretOf, publicKeyOf, verifyEd25519 } from '../shared/protocol/ed25519.ts';
import { type Keychain, loadDeviceKey } from './device-key.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waypost-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const flip = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
const keychain: Keychain = { seal: flip, open: flip };

test('the key stays the same from start to start and signs as Ed25519', async () => {
  const first = await loadDeviceKey(folder, null);
  const again = await loadDeviceKey(folder, null);
  expect(again.publicKey).toBe(first.publicKey);
  const x = Buffer.from(first.publicKey, 'hex').toString('base64url');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  expect(verify(null, Buffer.from('hello'), publicKey, first.sign(Buffer.from('hello')))).toBe(true);
});

test('without a keychain the file is for this user alone', async () => {
  await loadDeviceKey(folder, null);
  expect(statSync(join(folder, 'device-key')).mode & 0o777).toBe(0o600);
});

test('with a keychain the private half is not in the file', async () => {
  const { publicKey } = await loadDeviceKey(folder, keychain);
  expect(readFileSync(join(folder, 'device-key')).subarray(0, 7).toString()).toBe('sealed:');
  expect((await loadDeviceKey(folder, keychain)).publicKey).toBe(publicKey);
});

test('a key that is there and cannot be opened is never taken for absent', async () => {
  await loadDeviceKey(folder, keychain);
  const before = readFileSync(join(folder, 'device-key'));
  await expect(loadDeviceKey(folder, null)).rejects.toThrow('keychain');
  writeFileSync(join(folder, 'device-key'), 'garbage');
  await expect(loadDeviceKey(folder, keychain)).rejects.toThrow('damaged');
  expect(before.length).toBeGreaterThan(40);
});

test('[CT1] the key of certificates is made of the device key, another one than it, and the same in the browser edition', async () => {
  const { publicKey, certificates, sign } = await loadDeviceKey(folder, null);
  expect((await loadDeviceKey(folder, null)).certificates.publicKey).toBe(certificates.publicKey);
  expect(certificates.publicKey).not.toBe(publicKey);
  const message = Buffer.from('hello');
  expect(verifyEd25519(fromHex(certificates.publicKey), message, certificates.sign(message))).toBe(true);
  expect(verifyEd25519(fromHex(certificates.publicKey), message, sign(message))).toBe(false);
  const secret = readFileSync(join(folder, 'device-key')).subarray(-32);
  expect(toHex(publicKeyOf(certificateSecretOf(secret)))).toBe(certificates.publicKey);
});
