/**
 * The request of this laptop to join without a network. It waits in a folder of its own with the key that it brings, sealed like
 * the identity, until its answer comes; only then is that key the laptop's. So a code can be tried meanwhile, and a request that is
 * made anew asks under a new key ([OE5]).
 */
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, writeWhole } from '../disk/safe-files.ts';
import { fail, ok, type Result } from '../shared/base/result.ts';
import { encodeEnrolmentRequest, openEnrolmentRequest } from '../shared/protocol/enrolment-request.ts';
import { copyDeviceKey, type Keychain, loadDeviceKey } from './device-key.ts';
import type { FileSeal } from './vault/file-seal.ts';

export interface PendingRequest {
  /** Null when none waits. One that cannot be opened, or lacks its key, is said so and stays as it is. */
  read(): Promise<Result<Uint8Array | null, { readonly kind: 'enrolment-request-damaged' }>>;
  /** Makes one, in the place of any that waits. */
  make(deviceName: string): Promise<Uint8Array>;
  /** The key of the request becomes that of the laptop. */
  giveKey(): Promise<void>;
  drop(): Promise<void>;
}

interface PendingOptions {
  /** Of the laptop's own key. */
  readonly folder: string;
  readonly keychain: Keychain | null;
  readonly files: FileSeal;
}

export const requestFolder = 'enrolment-request';
const requestFile = 'request';
const random = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };

export function openPendingRequest({ folder, keychain, files }: PendingOptions): PendingRequest {
  const own = { folder: join(folder, requestFolder), keychain };
  const path = join(own.folder, requestFile);
  const drop = () => rm(own.folder, { recursive: true, force: true });
  return {
    async read() {
      const kept = await readIfThere(path);
      if (kept === null) return ok(null);
      try {
        const request = new Uint8Array(files.open(kept, requestFolder));
        const opened = openEnrolmentRequest(request);
        const { publicKey } = await loadDeviceKey(own.folder, keychain);
        if (opened.ok && opened.value.publicKey === publicKey) return ok(request);
      } catch {
        // Said below: it makes no difference in what way it is damaged.
      }
      return fail({ kind: 'enrolment-request-damaged' });
    },
    async make(deviceName) {
      await drop();
      const key = await loadDeviceKey(own.folder, keychain);
      const asked = { publicKey: key.publicKey, deviceName, madeAt: Date.now() };
      const request = await encodeEnrolmentRequest(asked, random, (bytes) => key.sign(bytes));
      await writeWhole(path, files.seal(Buffer.from(request), requestFolder));
      return request;
    },
    giveKey: () => copyDeviceKey(own, { folder, keychain }),
    drop,
  };
}
