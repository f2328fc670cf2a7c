/**
 * Whose turn it is. While nobody is chosen, the window shows who there is to choose from and main holds nothing of anybody; a
 * chosen profile is opened from its own folders alone, and is told of no other. From one to the next one goes by locking.
 */

import { type DiskFailure, diskFailureOf } from '../../disk/safe-files.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import { createQueue } from '../../shared/sync/queue.ts';
import type { Custody, PageControl } from '../custody.ts';
import type { NameFailure, ProfileEntry, ProfileFolders, ProfileList } from './profile-list.ts';

export type ProfileUnreadable = Failure<'profile-unreadable'> & { readonly reason: string };
type Done<F> = Promise<Result<Record<string, never>, F>>;

export interface FrontDesk {
  /** Shows the first page. */
  begin(): void;
  /** The profile that was chosen; null while there is a choice. */
  chosen(): Custody | null;
  /** All there are while there is a choice; the chosen one alone after it. */
  list(): Promise<readonly ProfileEntry[]>;
  /** Opens a listed profile in a page of its own. Nothing happens when one is chosen already. */
  choose(id: string): Done<ProfileUnreadable>;
  /** Lists a new profile and opens it. */
  add(name: string): Done<NameFailure | ProfileUnreadable>;
  /** Has a new profile's folder filled, leaves the chosen one, and opens the new one. */
  bring<F>(
    name: string | null,
    fill: (folder: string) => Promise<Result<unknown, F>>,
  ): Done<F | DiskFailure | ProfileUnreadable>;
  /** Another name for the chosen one. */
  rename(name: string): Done<NameFailure>;
  /** Locks the chosen one and takes it off this laptop, unless a wipe left something to hand on; then the only one that is left, or who there is. */
  remove(): Done<DiskFailure | Failure<'outbox-left'>>;
  /** Locks the chosen one, and shows who there is. */
  leave(): Promise<void>;
}

export interface FrontDeskParts {
  readonly profiles: ProfileList;
  /** A page that keeps what it keeps in a profile's own folder; `null` for the page where one chooses. */
  readonly pageOf: (folders: ProfileFolders | null) => PageControl;
  readonly open: (profile: OpeningProfile) => Promise<Custody>;
  /** Told of what went wrong where nobody asked. */
  readonly report: (fault: unknown) => void;
}

export interface OpeningProfile {
  readonly id: string;
  readonly folder: string;
  readonly page: PageControl;
  /** Others have profiles here too: what the system's account opens is open to them. */
  readonly isShared: boolean;
}

/** Opens the only profile there is; with more of them, or when it cannot be opened, the page where one chooses. */
export async function openFrontDesk({ profiles, pageOf, open, report }: FrontDeskParts): Promise<FrontDesk> {
  const queue = createQueue();
  let chosen: { readonly id: string; readonly custody: Custody } | null = null;
  const take = async (id: string, isShared: boolean): Promise<PageControl> => {
    const folders = profiles.foldersOf(id);
    const page = pageOf(folders);
    const forget = async () => {
      await page.forget();
      await profiles.forgetName(id);
    };
    chosen = { id, custody: await open({ id, folder: folders.data, page: { ...page, forget }, isShared }) };
    return page;
  };
  const choose = async (id: string): Done<ProfileUnreadable> => {
    try {
      const entries = await profiles.read();
      if (chosen !== null || !entries.some((entry) => entry.id === id)) return ok({});
      const page = await take(id, entries.length > 1);
      pageOf(null).end();
      page.load();
      return ok({});
    } catch (error) {
      report(error);
      return fail({ kind: 'profile-unreadable', reason: (error as NodeJS.ErrnoException).code ?? String(error) });
    }
  };

  await profiles.sweep().catch(report);
  const listed = await profiles.read();
  /** The page of the only one there is; where one chooses, with more of them. */
  const firstPage = async (entries: readonly ProfileEntry[]): Promise<PageControl> => {
    try {
      const [only] = entries;
      if (only !== undefined && entries.length === 1) return await take(only.id, false);
    } catch (error) {
      report(error);
    }
    return pageOf(null);
  };
  const first = await firstPage(listed);

  return {
    begin: () => first.load(),
    chosen: () => chosen?.custody ?? null,
    async list() {
      const entries = await profiles.read();
      return chosen === null ? entries : entries.filter(({ id }) => id === chosen?.id);
    },
    choose: (id) => queue.run(() => choose(id)),
    add: (name) =>
      queue.run(async () => {
        if (chosen !== null) return ok({});
        const added = await profiles.add(name);
        return added.ok ? choose(added.value.id) : added;
      }),
    bring: (name, fill) =>
      queue.run(async () => {
        const brought = await profiles.bring(name, fill);
        if (!brought.ok) return brought;
        await chosen?.custody.leave();
        chosen = null;
        return choose(brought.value.id);
      }),
    async rename(name) {
      if (chosen === null) return ok({});
      const renamed = await profiles.rename(chosen.id, name);
      return renamed.ok ? ok({}) : renamed;
    },
    remove: () =>
      queue.run(async () => {
        if (chosen === null) return ok({});
        const { id, custody } = chosen;
        // What a wipe left is nowhere else: it is handed on, or removed by a person who says that the hub has it, first ([WP7]).
        if ((await custody.wipeStatus()).left.length > 0) return fail({ kind: 'outbox-left' });
        await custody.leave();
        chosen = null;
        try {
          await profiles.remove(id, () => pageOf(profiles.foldersOf(id)).forget());
          return ok({});
        } catch (error) {
          report(error);
          return fail(diskFailureOf(error));
        } finally {
          (await firstPage(await profiles.read())).load();
        }
      }),
    leave: () =>
      queue.run(async () => {
        if (chosen === null) return;
        await chosen.custody.leave();
        chosen = null;
        pageOf(null).load();
      }),
  };
}
