/** Attempts to unlock that failed, kept over a restart. */
import { join } from 'node:path';
import { readIfThere, writeWhole } from '../../disk/safe-files.ts';
import type { FailedAttempts } from '../../shared/vault/unlock-delay.ts';

export interface AttemptsFile {
  read(): Promise<FailedAttempts>;
  keep(count: number): Promise<void>;
}

export function attemptsFileIn(folder: string, now: () => number): AttemptsFile {
  const path = join(folder, 'vault-attempts.json');
  return {
    async read() {
      const kept = await readIfThere(path);
      return kept === null ? { count: 0, lastAt: 0 } : readAttempts(kept);
    },
    keep: (count) => writeWhole(path, JSON.stringify({ count, lastAt: now() })),
  };
}

function readAttempts(bytes: Buffer): FailedAttempts {
  try {
    const { count, lastAt } = JSON.parse(bytes.toString('utf8')) as Partial<FailedAttempts>;
    if (Number.isSafeInteger(count) && Number.isSafeInteger(lastAt)) return { count, lastAt } as FailedAttempts;
  } catch {
    // A file that rotted makes nobody wait: whoever can write it could try on a copy anyway.
  }
  return { count: 0, lastAt: 0 };
}
