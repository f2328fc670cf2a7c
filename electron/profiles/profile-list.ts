/**
 * The profiles of one installation: each has a folder whose name says nothing, and stands in the list under the name that its
 * owner chose. The first one lies where the only one always lay, so that nothing is moved for it. The list holds names and
 * their order, no more: where it is lost, every folder is still listed, without a name.
 */
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import { createQueue } from '../../shared/sync/queue.ts';
import { type DiskFailure, diskFailureOf, readIfThere, writeWhole } from '../safe-files.ts';

export interface ProfileEntry {
  readonly id: string;
  /** Null while its owner has chosen none. */
  readonly name: string | null;
}

/** Where a profile lies. */
export interface ProfileFolders {
  /** Its vault, its journal, who it is. */
  readonly data: string;
  /** What its page keeps; null: where the page of the first profile always kept it. */
  readonly page: string | null;
}

export type NameFailure = Failure<'profile-name-missing' | 'profile-name-taken'> | DiskFailure;

export interface ProfileList {
  read(): Promise<readonly ProfileEntry[]>;
  /** Lists a new profile; its folder comes with the first thing that is written into it. */
  add(name: string): Promise<Result<ProfileEntry, NameFailure>>;
  rename(id: string, name: string): Promise<Result<ProfileEntry, NameFailure>>;
  foldersOf(id: string): ProfileFolders;
}

export const firstProfile = 'first';
const listFile = 'profiles.json';
const profilesFolder = 'profiles';
const idPattern = /^[0-9a-f]{32}$/;

export function profileListIn(userData: string): ProfileList {
  const path = join(userData, listFile);
  const queue = createQueue();
  const read = async (): Promise<readonly ProfileEntry[]> => {
    const kept = entriesIn(await readIfThere(path));
    const known = new Set(kept.map(({ id }) => id));
    const first = known.has(firstProfile) ? [] : [{ id: firstProfile, name: null }];
    const found = (await foldersIn(join(userData, profilesFolder))).filter((id) => !known.has(id));
    return [...first, ...kept, ...found.map((id) => ({ id, name: null }))];
  };
  /** Gives this profile this name, at its place in the list or at the end. */
  const keep = (id: string, asked: string) =>
    queue.run(async (): Promise<Result<ProfileEntry, NameFailure>> => {
      const entry = { id, name: asked.trim() };
      if (entry.name === '') return fail({ kind: 'profile-name-missing' });
      try {
        const entries = await read();
        if (entries.some((other) => other.id !== id && isSameName(other.name, entry.name)))
          return fail({ kind: 'profile-name-taken' });
        const isListed = entries.some((other) => other.id === id);
        const next = isListed ? entries.map((other) => (other.id === id ? entry : other)) : [...entries, entry];
        await writeWhole(path, JSON.stringify({ profiles: next }));
        return ok(entry);
      } catch (error) {
        return fail(diskFailureOf(error));
      }
    });
  return {
    read,
    add: (name) => keep(randomBytes(16).toString('hex'), name),
    rename: keep,
    foldersOf(id) {
      if (id === firstProfile) return { data: join(userData, 'waypost'), page: null };
      if (!idPattern.test(id)) throw new Error('No profile has such an id');
      const folder = join(userData, profilesFolder, id);
      return { data: join(folder, 'waypost'), page: join(folder, 'page') };
    },
  };
}

function entriesIn(bytes: Buffer | null): ProfileEntry[] {
  if (bytes === null) return [];
  try {
    const { profiles } = JSON.parse(bytes.toString('utf8')) as { readonly profiles: readonly Partial<ProfileEntry>[] };
    const entries = profiles.map(({ id, name }) => ({ id: String(id), name: typeof name === 'string' ? name : null }));
    return entries.filter(({ id }, at) => {
      const isFirst = entries.findIndex((other) => other.id === id) === at;
      return isFirst && (id === firstProfile || idPattern.test(id));
    });
  } catch {
    // It rotted: the folders are listed all the same.
    return [];
  }
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => idPattern.test(name)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Two names that look the same are the same. */
function isSameName(one: string | null, other: string): boolean {
  const plain = (name: string) => name.normalize('NFKC').toLowerCase();
  return one !== null && plain(one) === plain(other);
}
