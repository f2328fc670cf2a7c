/**
 * Quick unlock: a slot that the system's keychain opens, for some days. It is a convenience and never counted on. What is
 * there and cannot be opened is told from what is not there, and stays as it is until a person takes it away.
 */
import { equalBytes } from '../../shared/base/bytes.ts';
import type { SlotOf, VaultSlot } from '../../shared/vault/vault-file.ts';
import { quickUnlockDays } from '../../shared/vault/ways-in.ts';
import { drawKey, forgetKeys, takeKey } from './key-bytes.ts';

/** The system's keychain. */
export interface SystemKeychain {
  /** The store that seals, by the name that the system gives it. */
  backend(): string;
  isAvailable(): Promise<boolean>;
  seal(secret: Uint8Array): Promise<Uint8Array>;
  /** Throws for what it cannot open; what it gives is the caller's to overwrite. */
  open(sealed: Uint8Array): Promise<Uint8Array>;
}

const dayMs = 86_400_000;
const secretSize = 32;
/** Stores that anybody can open who reads the disk, or of which nobody knows what they are. */
const untrusted: ReadonlySet<string> = new Set(['', 'basic_text', 'unknown']);

export type QuickSlot = SlotOf<'keychain'>;
export type QuickState = 'impossible' | 'off' | 'ready' | 'expired' | 'unreadable';

export function quickSlotOf(slots: readonly VaultSlot[]): QuickSlot | null {
  return slots.find((slot) => slot.kind === 'keychain') ?? null;
}

/** Whether the keychain seals in a store that is worth the name. One that does not answer is not there. */
export async function isTrusted(keychain: SystemKeychain): Promise<boolean> {
  try {
    return !untrusted.has(keychain.backend()) && (await within(answerMs, keychain.isAvailable()));
  } catch {
    return false;
  }
}

/** What can be said of quick unlock without asking the keychain to open anything: it might ask a person in turn. */
export async function quickState(slot: QuickSlot | null, keychain: SystemKeychain, now: number): Promise<QuickState> {
  const trusted = await isTrusted(keychain);
  if (slot === null) return trusted ? 'off' : 'impossible';
  if (isExpired(slot, now)) return 'expired';
  return trusted && keychain.backend() === slot.backend ? 'ready' : 'unreadable';
}

/** A clock before the day it was made on is not believed either. */
function isExpired({ madeAt, expiresAt }: QuickSlot, now: number): boolean {
  return now >= expiresAt || now < madeAt - dayMs;
}

/** Slots without a quick one whose days are over; what cannot be read stays until then. */
export function withoutExpired(slots: readonly VaultSlot[], now: number): readonly VaultSlot[] {
  return slots.filter((slot) => slot.kind !== 'keychain' || now < slot.expiresAt);
}

/** The secret of a slot; null when the keychain does not give it now. */
export async function openQuick(slot: QuickSlot, keychain: SystemKeychain): Promise<Uint8Array | null> {
  if (!(await isTrusted(keychain)) || keychain.backend() !== slot.backend) return null;
  try {
    const secret = takeKey(await within(askMs, keychain.open(slot.sealed)));
    if (secret.length === secretSize) return secret;
    forgetKeys(secret);
    return null;
  } catch {
    return null;
  }
}

export interface QuickSecret {
  /** The caller's to overwrite. */
  readonly secret: Uint8Array;
  readonly told: Pick<QuickSlot, 'backend' | 'sealed' | 'madeAt' | 'expiresAt'>;
}

/** A new secret, sealed by the keychain and opened again by it; null when it does not do both. */
export async function drawQuick(keychain: SystemKeychain, now: number): Promise<QuickSecret | null> {
  if (!(await isTrusted(keychain))) return null;
  const secret = drawKey(secretSize);
  const backend = keychain.backend();
  const sealed = await sealedAndOpened(keychain, secret).catch(() => null);
  if (sealed !== null)
    return { secret, told: { backend, sealed, madeAt: now, expiresAt: now + quickUnlockDays * dayMs } };
  forgetKeys(secret);
  return null;
}

/** What the keychain makes of a secret; null when it gives another one back. */
async function sealedAndOpened(keychain: SystemKeychain, secret: Uint8Array): Promise<QuickSlot['sealed'] | null> {
  const sealed = new Uint8Array(await within(askMs, keychain.seal(secret)));
  const opened = takeKey(await within(askMs, keychain.open(sealed)));
  const isSame = equalBytes(opened, secret);
  forgetKeys(opened);
  return isSame ? sealed : null;
}

/** A keychain that hangs must not hang the start; one that asks a person gets the time that people need. */
const answerMs = 2_000;
const askMs = 60_000;

function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The keychain does not answer')), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
