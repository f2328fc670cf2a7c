/**
 * The device's Ed25519 key pair; the private half never leaves this process. It is sealed by the system's keychain where
 * a real one exists; otherwise it is a file that only this user may read (docs/decisions: device key without keychain).
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writeWhole } from '../disk/safe-files.ts';
import { certificateLabel } from '../shared/protocol/ed25519.ts';
import { deriveKey, forgetKeys } from './vault/key-bytes.ts';

export interface DeviceKey {
  /** Hexadecimal, 32 bytes. */
  readonly publicKey: string;
  /** Ed25519, 64 bytes. */
  sign(bytes: Uint8Array): Uint8Array;
  /** The key of this laptop that signs certificates ([CT1]), and nothing else: neither key speaks for the other. */
  readonly certificates: Pick<DeviceKey, 'publicKey' | 'sign'>;
}

/** What seals a secret: Electron's safeStorage where it is real, or null. */
export interface Keychain {
  seal(secret: Buffer): Buffer;
  open(sealed: Buffer): Buffer;
}

export const deviceKeyFile = 'device-key';
const sealedMark = Buffer.from('sealed:');
const plainMark = Buffer.from('plain:');

/** The key of this folder, made on the first call. Throws when one is there and cannot be opened: that is never "absent". */
export async function loadDeviceKey(folder: string, keychain: Keychain | null): Promise<DeviceKey> {
  const kept = await readIfThere(join(folder, deviceKeyFile));
  if (kept !== null) return keyOf(openKept(kept, keychain));
  const { privateKey } = generateKeyPairSync('ed25519');
  const der = privateKey.export({ format: 'der', type: 'pkcs8' });
  await keep(folder, keychain, der);
  return keyOf(der);
}

/** Puts the key of one folder into another under another seal; nothing when there is none. */
export async function copyDeviceKey(
  from: { readonly folder: string; readonly keychain: Keychain | null },
  to: { readonly folder: string; readonly keychain: Keychain | null },
): Promise<void> {
  const kept = await readIfThere(join(from.folder, deviceKeyFile));
  if (kept === null) return;
  const der = openKept(kept, from.keychain);
  await keep(to.folder, to.keychain, der).finally(() => forgetKeys(der));
}

async function keep(folder: string, keychain: Keychain | null, der: Buffer): Promise<void> {
  const body = keychain === null ? [plainMark, der] : [sealedMark, keychain.seal(der)];
  await writeWhole(join(folder, deviceKeyFile), Buffer.concat(body));
}

function openKept(kept: Buffer, keychain: Keychain | null): Buffer {
  if (kept.subarray(0, plainMark.length).equals(plainMark)) return kept.subarray(plainMark.length);
  if (!kept.subarray(0, sealedMark.length).equals(sealedMark)) throw new Error('The device key file is damaged');
  if (keychain === null) throw new Error('The device key is sealed by a keychain that is not there');
  return keychain.open(kept.subarray(sealedMark.length));
}

/** The keys stay with the crypto library; what they were read from is overwritten. */
function keyOf(der: Buffer): DeviceKey {
  const ofCertificates = certificateDer(der);
  return { ...signerOf(der), certificates: signerOf(ofCertificates) };
}

function signerOf(der: Buffer): Pick<DeviceKey, 'publicKey' | 'sign'> {
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  forgetKeys(der);
  return { publicKey: rawPublicKey(privateKey), sign: (bytes) => new Uint8Array(sign(null, bytes, privateKey)) };
}

/** The secret of an Ed25519 key in PKCS #8 is its end (RFC 8410, section 7). */
const secretLength = 32;

function certificateDer(der: Buffer): Buffer {
  const head = der.length - secretLength;
  const secret = deriveKey(der.subarray(head), new Uint8Array(), certificateLabel, secretLength);
  const made = Buffer.concat([der.subarray(0, head), secret]);
  forgetKeys(secret);
  return made;
}

function rawPublicKey(privateKey: KeyObject): string {
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
  return Buffer.from(jwk.x ?? '', 'base64url').toString('hex');
}
