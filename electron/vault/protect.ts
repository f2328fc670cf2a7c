/**
 * From a plain profile to a sealed one. The sealed files are written beside the plain ones, whole and fsynced; the vault's file is
 * what makes them count, and only then are the plain ones removed. Stopped anywhere, the next start finds either a
 * plain profile that nothing happened to, or a sealed one of which plain files are still to be removed.
 */
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type DiskFailure, readIfThere, writeWhole } from '../../disk/safe-files.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import { copyDeviceKey, deviceKeyFile, type Keychain } from '../device-key.ts';
import { identityFile, identityPlace } from '../identity.ts';
import { openJournalFolder } from '../journal-folder.ts';
import type { FileSeal } from './file-seal.ts';
import { sealJournalFiles } from './sealed-journal.ts';
import type { VaultKeys } from './vault-keys.ts';

/** The folder of the sealed profile, within that of the plain one. */
export const sealedFolder = 'sealed';
export const journalFolder = 'journal';

/** Where a profile's files lie, and under which seals. */
export interface ProfilePlace {
  readonly folder: string;
  readonly journal: string;
  readonly keychain: Keychain | null;
}

export function plainPlace(folder: string, keychain: Keychain | null): ProfilePlace {
  return { folder, journal: join(folder, journalFolder), keychain };
}

export function sealedPlace(folder: string, files: FileSeal): ProfilePlace {
  const sealed = join(folder, sealedFolder);
  return { folder: sealed, journal: join(sealed, journalFolder), keychain: keychainOf(files) };
}

/** The vault seals the device's key as a system's keychain would. */
function keychainOf(files: FileSeal): Keychain {
  return {
    seal: (secret) => Buffer.from(files.seal(secret, deviceKeyFile)),
    open(sealed) {
      const { buffer, byteOffset, length } = files.open(sealed, deviceKeyFile);
      return Buffer.from(buffer, byteOffset, length);
    },
  };
}

/** A record of the sealed journal, as the plain one is copied. */
const pieceSize = 1024 * 1024;

/** Writes the sealed files of a profile; what an attempt before left of them goes first. */
export async function sealProfile(
  plain: ProfilePlace,
  keys: Pick<VaultKeys, 'files' | 'journal'>,
): Promise<Result<null, DiskFailure>> {
  const sealed = sealedPlace(plain.folder, keys.files);
  await rm(sealed.folder, { recursive: true, force: true });
  await mkdir(sealed.folder, { recursive: true });
  await copyDeviceKey(plain, { ...sealed, keychain: keychainOf(keys.files) });
  const identity = await readIfThere(join(plain.folder, identityFile));
  if (identity !== null) {
    await writeWhole(join(sealed.folder, identityFile), keys.files.seal(identity, identityPlace));
  }
  return copyJournal(plain.journal, sealed.journal, keys.journal);
}

async function copyJournal(from: string, to: string, seal: FileSeal): Promise<Result<null, DiskFailure>> {
  if (!(await isThere(from))) return ok(null);
  const [plain, folder] = [await openJournalFolder(from), await openJournalFolder(to)];
  const sealed = sealJournalFiles(folder, seal);
  try {
    for (const { name, size } of await plain.list()) {
      for (let at = 0; at < size; at += pieceSize) {
        const written = await sealed.append(name, await plain.read(name, at, pieceSize));
        if (!written.ok) return written;
      }
    }
    return ok(null);
  } finally {
    await folder.close();
  }
}

/** Whether something of a plain profile is there. */
export async function hasPlainFiles(folder: string): Promise<boolean> {
  for (const name of plainNames) if (await isThere(join(folder, name))) return true;
  return false;
}

/** Removes the plain files beside a sealed profile. The database goes first: they are what tells that it may be there. */
export async function removePlainFiles(folder: string): Promise<void> {
  for (const name of plainNames) await rm(join(folder, name), { recursive: true, force: true });
}

/** The identity last: as long as it is there, the work is not done. */
const plainNames = [journalFolder, deviceKeyFile, identityFile];

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
