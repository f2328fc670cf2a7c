/** `backup` and `restore`: a file of one moment, read back before it has its name; and a hub out of it where there is none. */
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Pool } from 'pg';
import { syncFolder } from '../../disk/safe-files.ts';
import { migrate, readMigrations } from '../db/migrate.ts';
import {
  type BackupCounts,
  type BackupHeader,
  BackupRefused,
  backupVersion,
  readBackup,
  writeBackup,
} from './backup-file.ts';
import { emptyShape, readMoment, writeWhole } from './store.ts';

export interface BackupReport extends Omit<BackupHeader, 'waypostHubBackup'> {
  readonly file: string;
  readonly rows: Readonly<Record<string, number>>;
}

/** Writes a backup to a new file, or into a folder under a name of its own, and reads all of it back. */
export async function makeBackup(pool: Pool, target: string, now: number): Promise<BackupReport> {
  const madeAt = new Date(now).toISOString();
  const isFolder = (await stat(target).catch(() => null))?.isDirectory() === true;
  const file = resolve(isFolder ? join(target, `waypost-hub-${madeAt.replace(/[:.]/g, '-')}.backup`) : target);
  if (await exists(file)) throw new BackupRefused(`${file} is there already: give a backup a name of its own.`);
  const half = `${file}.half-${randomBytes(4).toString('hex')}`;
  try {
    const done = await readMoment(pool, async ({ hub, shape, tables }) => {
      const header = { waypostHubBackup: backupVersion, shape, hub: hub.id, networkName: hub.networkName, madeAt };
      // Whoever has it has the hub's own key.
      const written = createWriteStream(half, { flags: 'wx', mode: 0o600, flush: true });
      await pipeline(Readable.from(writeBackup({ header, tables })), createGzip(), written);
      return true;
    });
    if (done === null) throw new BackupRefused('There is no hub here to back up.');
    const report = await verifyBackup(half);
    await rename(half, file);
    await syncFolder(dirname(file));
    return { ...report, file };
  } finally {
    await rm(half, { force: true });
  }
}

/** Reads a backup to its end, every hash and count. Rejects with {@link BackupRefused}. */
export async function verifyBackup(file: string): Promise<BackupReport> {
  return reportOf(resolve(file), await readBackup(file, (await readMigrations()).length));
}

/**
 * Puts a backup back where no hub has anything, in one transaction, and brings it to this hub's shape. Interrupted, it
 * leaves an empty database, and may be run again.
 */
export async function restoreBackup(pool: Pool, file: string, epoch: string): Promise<BackupReport> {
  // First all of it: a file that is no good changes nothing, not even the shape.
  const { shape } = await verifyBackup(file);
  const found = await emptyShape(pool);
  if (found === null)
    throw new BackupRefused(
      'There is a hub with data here. A backup is put back into an empty data folder only; nothing was changed.',
    );
  if (found > shape) {
    throw new BackupRefused(
      'This database was used by a newer hub than the backup is of: take an empty data folder. Nothing was changed.',
    );
  }
  await migrate(pool, shape);
  const known = (await readMigrations()).length;
  let read: Awaited<ReturnType<typeof readBackup>> | null = null;
  await writeWhole(pool, epoch, async (rows) => {
    read = await readBackup(file, known, { onTable: (table) => rows.begin(table), onRow: (row) => rows.add(row) });
  });
  await migrate(pool);
  return reportOf(resolve(file), read as unknown as Awaited<ReturnType<typeof readBackup>>);
}

function reportOf(file: string, read: { readonly header: BackupHeader; readonly tables: BackupCounts }): BackupReport {
  const { waypostHubBackup: _, ...header } = read.header;
  return {
    ...header,
    file,
    rows: Object.fromEntries(Object.entries(read.tables).map(([name, { rows }]) => [name, rows])),
  };
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
