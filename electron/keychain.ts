import { safeStorage } from 'electron';
import type { Keychain } from './device-key.ts';
import { takeKey } from './vault/key-bytes.ts';
import type { SystemKeychain } from './vault/quick-unlock.ts';

/** The system's keychain, or null where there is none worth the name: `basic_text` seals with a key known to all. */
export function systemKeychain(): Keychain | null {
  if (!safeStorage.isEncryptionAvailable()) return null;
  const backend = backendName();
  if (backend === 'basic_text' || backend === 'unknown') return null;
  return {
    seal: (secret) => safeStorage.encryptString(secret.toString('base64')),
    open: (sealed) => Buffer.from(safeStorage.decryptString(sealed), 'base64'),
  };
}

/** Absent in Electron 25, the fallback for tests: there nothing tells a real keyring from none. */
function backendName(): string {
  if (process.platform !== 'linux') return process.platform;
  return safeStorage.getSelectedStorageBackend?.() ?? 'unknown';
}

/** The keychain for quick unlock, asked anew each time: it comes and goes with the session of the system. */
export const quickKeychain: SystemKeychain = {
  backend: backendName,
  isAvailable: async () => (await safeStorage.isAsyncEncryptionAvailable?.()) ?? safeStorage.isEncryptionAvailable(),
  seal: (secret) =>
    safeStorage.encryptStringAsync(Buffer.from(secret.buffer, secret.byteOffset, secret.length).toString('base64')),
  async open(sealed) {
    const { result } = await safeStorage.decryptStringAsync(Buffer.from(sealed));
    return takeKey(Buffer.from(result, 'base64'));
  },
};

/** Where several people have profiles under one account of the system, what opens by that account is open to all of them. */
export const noKeychain: SystemKeychain = {
  ...quickKeychain,
  isAvailable: async () => false,
};
