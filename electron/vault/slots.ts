/** The slots of a vault: each wraps the same key, so that adding or changing a way in never touches the data. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { nonceSize, tagSize } from '../../shared/vault/sealed-blob.ts';
import {
  type KeyCost,
  type KnownSlot,
  provedBytes,
  type SlotHeader,
  type SlotOf,
  saltSize,
  slotHeader,
  type VaultContent,
} from '../../shared/vault/vault-file.ts';
import { cipher, finish, keyFor } from './file-seal.ts';
import { deriveKey, forgetKeys } from './key-bytes.ts';
import type { Stretch } from './stretch.ts';

/** A way in, and what a person has for it. */
export type Secret =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: RandomKind; readonly key: Uint8Array };

/** Ways in by a secret that was drawn: 160 random bits and more need no stretching. */
type RandomKind = 'recovery' | 'custodians' | 'keychain';

interface Wrapping {
  readonly id: Uint8Array;
  readonly vaultKey: Uint8Array;
  readonly stretch: Stretch;
}

export async function passphraseSlot(
  wrapping: Wrapping,
  passphrase: string,
  cost: KeyCost,
): Promise<SlotOf<'passphrase'>> {
  const header = { kind: 'passphrase', salt: newSalt(), memoryMiB: cost.memoryMiB, passes: cost.passes } as const;
  const key = await wrapping.stretch({ passphrase, salt: header.salt, cost });
  return { ...header, ...wrap(wrapping, header, key) };
}

export function recoverySlot(wrapping: Wrapping, recoveryKey: Uint8Array): SlotOf<'recovery'> {
  const header = { kind: 'recovery', salt: newSalt() } as const;
  return { ...header, ...wrap(wrapping, header, randomWrappingKey('recovery', recoveryKey, header.salt)) };
}

export function custodianSlot(
  wrapping: Wrapping,
  secret: Uint8Array,
  told: Pick<SlotOf<'custodians'>, 'set' | 'names'>,
): SlotOf<'custodians'> {
  const header = { kind: 'custodians', salt: newSalt(), ...told } as const;
  return { ...header, ...wrap(wrapping, header, randomWrappingKey('custodians', secret, header.salt)) };
}

export function keychainSlot(
  wrapping: Wrapping,
  secret: Uint8Array,
  told: Pick<SlotOf<'keychain'>, 'backend' | 'sealed' | 'madeAt' | 'expiresAt'>,
): SlotOf<'keychain'> {
  const header = { kind: 'keychain', salt: newSalt(), ...told } as const;
  return { ...header, ...wrap(wrapping, header, randomWrappingKey('keychain', secret, header.salt)) };
}

/** The vault's key by one of its slots; null when the secret opens none of its kind. */
export async function openSlots(content: VaultContent, secret: Secret, stretch: Stretch): Promise<Uint8Array | null> {
  for (const slot of content.slots) {
    if (slot.kind === 'newer') continue;
    const key = await wrappingKey(slot, secret, stretch);
    const opened = key === null ? null : unwrap(content.id, slot, key);
    if (opened !== null) return opened;
  }
  return null;
}

/** Says that whoever holds the vault's key wrote these slots. */
export function proofOf(content: VaultContent, vaultKey: Uint8Array): Uint8Array {
  const key = keyFor(vaultKey, 'proof');
  const proof = createHmac('sha256', key).update(provedBytes(content)).digest();
  forgetKeys(key);
  return new Uint8Array(proof);
}

export function isProved(content: VaultContent & { readonly proof: Uint8Array }, vaultKey: Uint8Array): boolean {
  return timingSafeEqual(proofOf(content, vaultKey), content.proof);
}

async function wrappingKey(slot: KnownSlot, secret: Secret, stretch: Stretch): Promise<Uint8Array | null> {
  if (slot.kind === 'passphrase' && secret.kind === 'passphrase') {
    const { salt, memoryMiB, passes } = slot;
    return stretch({ passphrase: secret.passphrase, salt, cost: { memoryMiB, passes } });
  }
  if (secret.kind === 'passphrase' || slot.kind !== secret.kind) return null;
  return randomWrappingKey(secret.kind, secret.key, slot.salt);
}

function randomWrappingKey(kind: RandomKind, secret: Uint8Array, salt: Uint8Array): Uint8Array {
  return deriveKey(secret, salt, `waypost/vault/1/${kind}`);
}

function wrap({ id, vaultKey }: Wrapping, header: SlotHeader, key: Uint8Array) {
  const nonce = new Uint8Array(randomBytes(nonceSize));
  const wrapping = createCipheriv(cipher, key, nonce).setAAD(slotHeader(id, header));
  const wrapped = Buffer.concat([wrapping.update(vaultKey), wrapping.final(), wrapping.getAuthTag()]);
  forgetKeys(key);
  return { nonce, wrapped: new Uint8Array(wrapped) };
}

function unwrap(id: Uint8Array, { nonce, wrapped, ...header }: KnownSlot, key: Uint8Array): Uint8Array | null {
  const end = wrapped.length - tagSize;
  const opening = createDecipheriv(cipher, key, nonce).setAAD(slotHeader(id, header));
  opening.setAuthTag(wrapped.subarray(end));
  try {
    return finish(opening, wrapped.subarray(0, end));
  } catch {
    return null;
  } finally {
    forgetKeys(key);
  }
}

const newSalt = () => new Uint8Array(randomBytes(saltSize));
