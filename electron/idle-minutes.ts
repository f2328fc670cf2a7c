/** After how many minutes without a touch an open vault locks, as it is kept beside the vault. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DiskFailure, diskFailureOf, writeWhole } from '../disk/safe-files.ts';
import { fail, ok, type Result } from '../shared/base/result.ts';

const idleFile = 'vault-idle.json';
const usualIdle = 5;

/** What was kept; the usual when nothing was, or nothing that can be read. */
export async function readIdle(folder: string): Promise<number> {
  try {
    const { minutes } = JSON.parse(await readFile(join(folder, idleFile), 'utf8')) as { readonly minutes?: unknown };
    return typeof minutes === 'number' && minutes >= 1 && minutes <= 15 ? minutes : usualIdle;
  } catch {
    return usualIdle;
  }
}

export async function keepIdle(folder: string, minutes: number): Promise<Result<Record<string, never>, DiskFailure>> {
  try {
    await writeWhole(join(folder, idleFile), JSON.stringify({ minutes }));
    return ok({});
  } catch (error) {
    return fail(diskFailureOf(error));
  }
}
