/** A system's keychain in every state that one was seen in. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SystemKeychain } from '../../electron/vault/quick-unlock.ts';

/** A system without one, as Electron names it on Linux. */
export const noKeychain: SystemKeychain = {
  backend: () => 'basic_text',
  isAvailable: async () => true,
  seal: () => Promise.reject(new Error('Nothing here is to be sealed by this')),
  open: () => Promise.reject(new Error('Nothing here was sealed by this')),
};

export const keychainStates = [
  'ready',
  /** No keyring in this session. */
  'gone',
  /** There, and its owner has not logged in. */
  'locked',
  /** The availability itself throws. */
  'broken',
  'basic_text',
  'unknown',
  /** Another desktop, another store. */
  'other-backend',
  /** The same store with a new key: a new user account, a keyring that was reset. */
  'other-key',
  /** Opens to something that was never sealed. */
  'garbage',
] as const;
export type KeychainState = (typeof keychainStates)[number];

export interface FakeKeychain extends SystemKeychain {
  state: KeychainState;
}

export function fakeKeychain(state: KeychainState = 'ready'): FakeKeychain {
  const [key, other] = [randomBytes(32), randomBytes(32)];
  const keyNow = () => (keychain.state === 'other-key' ? other : key);
  const refuse = () => {
    if (keychain.state === 'locked' || keychain.state === 'broken') throw new Error('The keyring is locked');
  };
  const keychain: FakeKeychain = {
    state,
    backend() {
      const { state: now } = keychain;
      if (now === 'basic_text' || now === 'unknown') return now;
      return now === 'other-backend' ? 'kwallet6' : 'gnome_libsecret';
    },
    async isAvailable() {
      if (keychain.state === 'broken') throw new Error('The bus is gone');
      return keychain.state !== 'gone';
    },
    async seal(secret) {
      refuse();
      const nonce = randomBytes(12);
      const sealing = createCipheriv('aes-256-gcm', keyNow(), nonce);
      return Buffer.concat([nonce, sealing.update(secret), sealing.final(), sealing.getAuthTag()]);
    },
    async open(sealed) {
      refuse();
      if (keychain.state === 'garbage') return randomBytes(32);
      const end = sealed.length - 16;
      const opening = createDecipheriv('aes-256-gcm', keyNow(), sealed.subarray(0, 12));
      opening.setAuthTag(sealed.subarray(end));
      return Buffer.concat([opening.update(sealed.subarray(12, end)), opening.final()]);
    },
  };
  return keychain;
}
