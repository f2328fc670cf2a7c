/**
 * Waiting for a database: how long is slow, what is hung, when the disk is full. A transaction that hangs is given up and
 * reported; a connection that Chromium dropped is opened once more.
 */
import type { LocalDatabase } from './dexie-tables.ts';

/** A transaction did not end in time; on the machines seen so far, the disk was full. */
export class StoreHung extends Error {
  override readonly name = 'StoreHung';
}

/** Waits for some work, and fails when it does not end in time. */
export type Guard = <T>(work: PromiseLike<T>) => Promise<T>;

/** Turns a promise that may never settle into one that fails in time. */
export function watchdog(milliseconds: number): Guard {
  return (work) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new StoreHung(`No answer of the database in ${milliseconds} ms`)),
        milliseconds,
      );
      work.then(
        (value) => {
          clearTimeout(timer);
          resolve(value);
        },
        (error) => {
          clearTimeout(timer);
          reject(error);
        },
      );
    });
}

/** What Dexie says when Chromium dropped the database under it, as it does when the disk is full. */
const lostConnection =
  /^(UnknownError|OpenFailedError|DatabaseClosedError|InvalidStateError|QuotaExceededError|AbortError)$/;

/** How often the watchdog asks again before work that merely takes long counts as hung. */
const mostLooks = 6;

/** Waits for work as long as the disk has room: a large write on a busy machine is slow, not hung. */
async function patiently<T>(guard: Guard, work: PromiseLike<T>): Promise<T> {
  for (let look = 1; ; look += 1) {
    try {
      return await guard(work);
    } catch (error) {
      if (!(error instanceof StoreHung)) throw error;
      if (await isDiskFull()) throw new Error('disk-full');
      if (look === mostLooks) throw error;
    }
  }
}

/** Opens it. The first opening of a newer edition fills an index from every row: that is slow, not hung. */
export async function openPatiently(guard: Guard, database: LocalDatabase): Promise<void> {
  const opening = database.open();
  for (let look = 1; ; look += 1) {
    try {
      await guard(opening);
      return;
    } catch (error) {
      if (!(error instanceof StoreHung) || look === mostLooks || (await isDiskFull())) throw error;
    }
  }
}

/** Runs work on the database; when the connection was lost, opens it again and tries once more. */
export function steady(database: LocalDatabase, guard: Guard) {
  return async <T>(work: () => PromiseLike<T>): Promise<T> => {
    try {
      return await patiently(guard, work());
    } catch (error) {
      // A transaction that hung while the disk was full may never end, although there is room again: a new connection does.
      if (!(error instanceof StoreHung) && !lostConnection.test((error as Error).name)) throw error;
      try {
        database.close({ disableAutoOpen: false });
        await guard(database.open());
        return await guard(work());
      } catch (again) {
        throw (await isDiskFull()) ? new Error('disk-full') : again;
      }
    }
  };
}

/** Chromium never gives an origin more than what the disk has left. */
async function isDiskFull(): Promise<boolean> {
  try {
    const { quota, usage } =
      (await watchdog(2_000)(Promise.resolve(globalThis.navigator?.storage?.estimate?.()))) ?? {};
    return quota !== undefined && usage !== undefined && quota - usage < 4 * 1024 * 1024;
  } catch {
    // The keeper of quotas writes to the same disk: when it does not answer either, there is no room.
    return true;
  }
}
