/** The request of this laptop to join without a network: it waits on the disk, sealed like the identity, until its answer comes. */
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeEnrolmentRequest } from '../shared/protocol/enrolment-request.ts';
import type { DeviceKey } from './device-key.ts';
import { readIfThere, writeWhole } from './safe-files.ts';
import type { FileSeal } from './vault/file-seal.ts';

export interface PendingRequest {
  /** Null when none waits. Throws when one does and cannot be opened. */
  read(): Promise<Uint8Array | null>;
  make(deviceName: string, key: DeviceKey): Promise<Uint8Array>;
  drop(): Promise<void>;
}

const requestFile = 'enrolment-request';
const random = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };

export function openPendingRequest({
  folder,
  files,
}: {
  readonly folder: string;
  readonly files: FileSeal;
}): PendingRequest {
  const path = join(folder, requestFile);
  return {
    async read() {
      const kept = await readIfThere(path);
      return kept === null ? null : new Uint8Array(files.open(kept, requestFile));
    },
    async make(deviceName, key) {
      const asked = { publicKey: key.publicKey, deviceName, madeAt: Date.now() };
      const request = await encodeEnrolmentRequest(asked, random, (bytes) => key.sign(bytes));
      await writeWhole(path, files.seal(Buffer.from(request), requestFile));
      return request;
    },
    drop: () => rm(path, { force: true }),
  };
}
