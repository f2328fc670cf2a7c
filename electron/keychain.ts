import { safeStorage } from 'electron';
import type { Keychain } from './device-key.ts';

/** The system's keychain, or null where there is none worth the name: `basic_text` seals with a key known to all. */
export function systemKeychain(): Keychain | null {
  if (!safeStorage.isEncryptionAvailable()) return null;
  if (process.platform === 'linux') {
    // Absent in Electron 25, the fallback for tests: there nothing tells a real keyring from none.
    const backend = safeStorage.getSelectedStorageBackend?.() ?? 'unknown';
    if (backend === 'basic_text' || backend === 'unknown') return null;
  }
  return {
    seal: (secret) => safeStorage.encryptString(secret.toString('base64')),
    open: (sealed) => Buffer.from(safeStorage.decryptString(sealed), 'base64'),
  };
}
