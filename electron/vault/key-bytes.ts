/**
 * Bytes of keys and of the secrets that open slots. The engine keeps arrays of up to 64 bytes within its heap and moves them about, and
 * what it leaves behind there is overwritten by nobody: so these have memory of their own, and whoever lets them go overwrites them.
 * Every key and every secret of the main process comes from here. What comes as text (a passphrase, a code from paper, what the system's
 * keychain gives) cannot be overwritten, and is held no longer than the call that needs it.
 */
import { hkdfSync, randomFillSync } from 'node:crypto';

/** New random bytes. */
export function drawKey(size: number): Uint8Array<ArrayBuffer> {
  return randomFillSync(outside(size));
}

/** The key of `size` bytes that HKDF-SHA-256 makes of a secret. Labels are part of formats and never change. */
export function deriveKey(secret: Uint8Array, salt: Uint8Array, label: string, size = 32): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, salt, label, size));
}

/** Takes over what others made or opened, wherever it lies: what it was is overwritten. */
export function takeKey(bytes: Uint8Array): Uint8Array {
  const key = outside(bytes.length);
  key.set(bytes);
  bytes.fill(0);
  return key;
}

/** Overwrites what is let go. */
export function forgetKeys(...keys: readonly (Uint8Array | null | undefined)[]): void {
  for (const key of keys) key?.fill(0);
}

export interface HeldKeys {
  /** Takes note of a key, which is then overwritten when the work ends. */
  hold<K extends Uint8Array | null>(key: K): K;
  /** Says that whoever gets the result overwrites the key. */
  handOn<K extends Uint8Array>(key: K): K;
}

/**
 * Does work that holds keys. What is not handed on is overwritten when it ends: with a failure, with a disk that refuses, with a
 * machine that has no memory left. Throws and gives what the work does.
 */
export async function holdingKeys<R>(work: (keys: HeldKeys) => Promise<R>): Promise<R> {
  const held = new Set<Uint8Array | null>();
  const hold: HeldKeys['hold'] = (key) => {
    held.add(key);
    return key;
  };
  const handOn: HeldKeys['handOn'] = (key) => {
    held.delete(key);
    return key;
  };
  try {
    return await work({ hold, handOn });
  } finally {
    forgetKeys(...held);
  }
}

function outside(size: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new ArrayBuffer(size));
}
