/**
 * Backs a protected profile up while work goes on: its vault, who it is, and its journal, from which everything that is shown is
 * made anew. A backup counts when it was read back, its hash fits, and every frame of its journal opened.
 */
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type DiskFailure, diskFailureOf, readIfThere, writeWhole } from '../../disk/safe-files.ts';
import { fail, type Result } from '../../shared/base/result.ts';
import { openSegmentJournal } from '../../shared/sync/segment-journal.ts';
import type { JournalFolder } from '../journal-folder.ts';
import type { OpenProfile } from '../open-profile.ts';
import { journalFolder, sealedFolder } from '../vault/protect.ts';
import { sealJournalFiles } from '../vault/sealed-journal.ts';
import type { VaultKeys } from '../vault/vault-keys.ts';
import { type BackedUpFile, type Backup, type BackupNotWhole, writeBackupFile } from './backup-file.ts';

export interface BackingUp {
  /** Of the profile. */
  readonly folder: string;
  readonly journal: Pick<OpenProfile['journal'], 'whileStill' | 'position'>;
  readonly keys: Pick<VaultKeys, 'journal'>;
  readonly edition: string;
  readonly profile: string | null;
  readonly now: number;
}

/** Where it is noted when the last backup was made. */
const backupNoteFile = 'backup.json';

/** Files of the profile beside its sealed folder. Attempts to open it stay with the laptop. */
const besideSealed = ['vault', 'vault-copy', 'vault-idle.json'];

export async function makeBackup(
  path: string,
  parts: BackingUp,
): Promise<Result<{ readonly bytes: number }, BackupNotWhole | DiskFailure>> {
  const { folder, journal, keys, now: madeAt, edition, profile } = parts;
  const files: BackedUpFile[] = [];
  try {
    // Opened while nothing is written: what is appended or replaced afterwards is not seen through these.
    const end = await journal.whileStill(async () => {
      for (const name of await namesIn(folder)) files.push(await openWhole(folder, name));
      return journal.position();
    });
    if (!end.ok) return end;
    const written = await writeBackupFile(path, { madeAt, edition, profile }, files, (backup) =>
      opensUpTo(backup, keys, end.value.position),
    );
    if (written.ok) await writeWhole(join(folder, backupNoteFile), JSON.stringify({ madeAt }));
    return written;
  } catch (error) {
    return fail(diskFailureOf(error));
  } finally {
    for (const { file } of files) await file.close();
  }
}

async function namesIn(folder: string): Promise<string[]> {
  const beside = (await readdir(folder)).filter((name) => besideSealed.includes(name));
  const sealed = await readdir(join(folder, sealedFolder), { withFileTypes: true });
  const own = sealed.filter((entry) => entry.isFile() && !entry.name.endsWith('.new')).map(({ name }) => name);
  const inJournal = sealed.some(({ name }) => name === journalFolder)
    ? (await readdir(join(folder, sealedFolder, journalFolder))).filter((name) => !name.endsWith('.new'))
    : [];
  return [
    ...beside,
    ...own.map((name) => `${sealedFolder}/${name}`),
    ...inJournal.map((name) => `${sealedFolder}/${journalFolder}/${name}`),
  ].sort();
}

async function openWhole(folder: string, name: string): Promise<BackedUpFile> {
  const file = await open(join(folder, name), 'r');
  return { name, file, size: (await file.stat()).size };
}

/** Whether the journal in a backup opens under the keys, and reaches as far as the one that was backed up. */
async function opensUpTo(backup: Backup, keys: Pick<VaultKeys, 'journal'>, position: number): Promise<boolean> {
  const opened = await openSegmentJournal(sealJournalFiles(journalIn(backup), keys.journal));
  if (!opened.ok || (await opened.value.position()) !== position) return false;
  let read = 0;
  for await (const piece of opened.value.read(0)) read += piece.length;
  return read === position;
}

/** The journal's files in a backup, which nobody writes to. */
function journalIn({ header, read }: Backup): JournalFolder {
  const prefix = `${sealedFolder}/${journalFolder}/`;
  const unwritable = async () => fail({ kind: 'journal-unwritable', reason: 'a backup' } as const);
  return {
    list: async () =>
      header.files
        .filter(({ name }) => name.startsWith(prefix))
        .map(({ name, size }) => ({ name: name.slice(prefix.length), size })),
    read: (name, from, length) => read(`${prefix}${name}`, from, length),
    append: unwritable,
    overwrite: unwritable,
    truncate: unwritable,
    replace: unwritable,
    close: async () => {},
  };
}

/** When a profile was backed up last, in milliseconds since 1970; null when never, or when the note of it rotted. */
export async function lastBackupOf(folder: string): Promise<number | null> {
  try {
    const note = await readIfThere(join(folder, backupNoteFile));
    const { madeAt } = JSON.parse(note?.toString('utf8') ?? '{}') as { readonly madeAt?: unknown };
    return typeof madeAt === 'number' ? madeAt : null;
  } catch {
    return null;
  }
}
