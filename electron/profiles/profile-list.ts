/**
 * The profiles of one installation: each has a folder whose name says nothing, and stands in the list under the name that its
 * owner chose. The first one lies where the only one always lay, so that nothing is moved for it. The list holds names and
 * their order, no more: where it is lost, every folder is still listed, without a name.
 */
import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  type DiskFailure,
  diskFailureOf,
  readIfThere,
  renameOver,
  syncFolder,
  writeWhole,
} from '../../disk/safe-files.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import { createQueue } from '../../shared/sync/queue.ts';

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
  /** A name says whose work was here: of a profile that was wiped the list keeps none. */
  forgetName(id: string): Promise<void>;
  /**
   * A new profile whose folder `fill` writes: listed when it is whole, under this name or, where another has that, one like it.
   */
  bring<F>(
    name: string | null,
    fill: (data: string) => Promise<Result<unknown, F>>,
  ): Promise<Result<ProfileEntry, F | DiskFailure>>;
  /**
   * Takes a profile off this laptop: what opens it first, then everything else; `forget` empties what its page kept. Stopped anywhere
   * it is listed no more, and {@link sweep} does the rest.
   */
  remove(id: string, forget: () => Promise<void>): Promise<void>;
  /** Finishes removals that were stopped. */
  sweep(): Promise<void>;
  foldersOf(id: string): ProfileFolders;
}

export const firstProfile = 'first';
const listFile = 'profiles.json';
const profilesFolder = 'profiles';
/** Of all profiles together (disk-room.ts). */
const reserveFile = 'reserve';
/** What there is of a profile that somebody began with. */
const ownFiles = ['vault', 'vault-copy', 'sealed', 'journal', 'identity.json'];
const idPattern = /^[0-9a-f]{32}$/;

export function profileListIn(userData: string): ProfileList {
  const path = join(userData, listFile);
  const queue = createQueue();
  const foldersOf = (id: string): ProfileFolders => {
    if (id === firstProfile) return { data: join(userData, 'waypost'), page: null };
    if (!idPattern.test(id)) throw new Error('No profile has such an id');
    const folder = join(userData, profilesFolder, id);
    return { data: join(folder, 'waypost'), page: join(folder, 'page') };
  };
  /** Whether anybody ever began with the first profile. */
  const isFirstUsed = async () => {
    const { data } = foldersOf(firstProfile);
    const found = await namesIn(data);
    return found.some((name) => ownFiles.includes(name));
  };
  const read = async (): Promise<readonly ProfileEntry[]> => {
    const { entries, withoutFirst, removed } = listIn(await readIfThere(path));
    const known = new Set([...entries.map(({ id }) => id), ...removed]);
    const isListed = known.has(firstProfile) || (withoutFirst && !(await isFirstUsed()));
    const first = isListed ? [] : [{ id: firstProfile, name: null }];
    const found = (await foldersIn(join(userData, profilesFolder))).filter((id) => !known.has(id));
    return [...first, ...entries, ...found.map((id) => ({ id, name: null }))];
  };
  const write = async (
    entries: readonly ProfileEntry[],
    withoutFirst: boolean,
    removed: readonly string[] | null = null,
  ) => {
    const gone = removed ?? listIn(await readIfThere(path)).removed;
    const said = { ...(withoutFirst ? { withoutFirst } : {}), ...(gone.length > 0 ? { removed: gone } : {}) };
    await writeWhole(path, JSON.stringify({ profiles: entries, ...said }));
  };
  /** Removes the files of profiles that are listed as removed; those that a page still holds open go with the next start. */
  const sweep = async (): Promise<void> => {
    const { removed } = listIn(await readIfThere(path));
    if (removed.length === 0) return;
    for (const id of removed) {
      const { data, page } = foldersOf(id);
      // Whatever is left after these is noise to everybody.
      for (const name of ['vault', 'vault-copy']) await rm(join(data, name), { force: true });
      for (const name of await namesIn(data))
        if (name !== reserveFile) await rm(join(data, name), { recursive: true, force: true });
      if (page !== null) await rm(dirname(page), { recursive: true, force: true });
    }
    const entries = await read();
    await write(
      entries.filter(({ id, name }) => id !== firstProfile || name !== null),
      await isWithoutFirst(),
      [],
    );
  };
  const isWithoutFirst = async () => listIn(await readIfThere(path)).withoutFirst;
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
        await write(next, await isWithoutFirst());
        return ok(entry);
      } catch (error) {
        return fail(diskFailureOf(error));
      }
    });
  return {
    read,
    add: (name) => keep(randomBytes(16).toString('hex'), name),
    rename: keep,
    forgetName: (id) =>
      queue.run(async () => {
        const { entries } = listIn(await readIfThere(path));
        if (!entries.some((entry) => entry.id === id && entry.name !== null)) return;
        const nameless = entries.map((entry) => (entry.id === id ? { id, name: null } : entry));
        await write(nameless, await isWithoutFirst());
      }),
    foldersOf,
    sweep: () => queue.run(sweep),
    remove: (id, forget) =>
      queue.run(async () => {
        const left = (await read()).filter((entry) => entry.id !== id);
        const withoutFirst = left.length > 0 && (id === firstProfile || (await isWithoutFirst()));
        const { removed } = listIn(await readIfThere(path));
        await write(left, withoutFirst, [...removed, id]);
        await forget();
        await sweep();
      }),
    bring: (name, fill) =>
      queue.run(async () => {
        const id = randomBytes(16).toString('hex');
        const folder = join(userData, profilesFolder, id);
        try {
          const entries = await read();
          // Half written it has a name that nobody lists; what an attempt before left there goes with this one.
          const incoming = join(userData, profilesFolder, 'incoming');
          const filled = await fill(join(incoming, 'waypost'));
          if (!filled.ok) return filled;
          const entry = { id, name: freeName(name, entries) };
          const isAlone = entries.length === 1 && entries[0]?.id === firstProfile && !(await isFirstUsed());
          // Stopped between the two it is there whole, and listed without its name.
          await renameOver(incoming, folder);
          await syncFolder(dirname(folder));
          await write([...(isAlone ? [] : entries), entry], isAlone || (await isWithoutFirst()));
          return ok(entry);
        } catch (error) {
          return fail(diskFailureOf(error));
        }
      }),
  };
}

/** The name, or one like it that nobody has; null stays null. */
function freeName(name: string | null, entries: readonly ProfileEntry[]): string | null {
  if (name === null) return null;
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${name.slice(0, 54)} (${count})`;
    if (!entries.some((other) => isSameName(other.name, candidate))) return candidate;
  }
}

interface KeptList {
  readonly entries: readonly ProfileEntry[];
  readonly withoutFirst: boolean;
  /** Removed profiles of which files may be left. */
  readonly removed: readonly string[];
}

/** What the list's file says; where it rotted, the folders are listed all the same. */
function listIn(bytes: Buffer | null): KeptList {
  try {
    const {
      profiles,
      withoutFirst,
      removed = [],
    } = JSON.parse(bytes?.toString('utf8') ?? '') as {
      readonly profiles: readonly Partial<ProfileEntry>[];
      readonly withoutFirst?: unknown;
      readonly removed?: readonly unknown[];
    };
    const entries = profiles.map(({ id, name }) => ({ id: String(id), name: typeof name === 'string' ? name : null }));
    const isOne = ({ id }: ProfileEntry, at: number) =>
      entries.findIndex((other) => other.id === id) === at && (id === firstProfile || idPattern.test(id));
    const gone = removed.map(String).filter((id) => id === firstProfile || idPattern.test(id));
    return { entries: entries.filter(isOne), withoutFirst: withoutFirst === true, removed: gone };
  } catch {
    return { entries: [], withoutFirst: false, removed: [] };
  }
}

async function foldersIn(folder: string): Promise<string[]> {
  return (await namesIn(folder)).filter((name) => idPattern.test(name)).sort();
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
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
