/** What the data layer has to tell the person, until they put it aside: a save that failed, a library rebuilt. */
import type { ApplyFailure } from '../../shared/sync/engine-api.ts';
import { createObservable, type Observable } from './observable.ts';

export type DataNotice =
  /** Not on the disk. What was typed is still on the screen. */
  | { readonly kind: 'save-failed'; readonly failure: ApplyFailure }
  /** The database of this laptop was missing or damaged; everything came back from the journal. */
  | { readonly kind: 'store-rebuilt'; readonly operations: number }
  /** The journal itself has holes: what stood there comes back from the hub, if it had been there. */
  | { readonly kind: 'journal-damaged' };

const notices = createObservable<readonly DataNotice[]>([]);
export const dataNotices: Observable<readonly DataNotice[]> = notices;

/** Shows a notice; a newer one of the same kind takes the place of the older. */
export function raiseNotice(notice: DataNotice): void {
  notices.set([...notices.get().filter(({ kind }) => kind !== notice.kind), notice]);
}

export function dismissNotice(kind: DataNotice['kind']): void {
  notices.set(notices.get().filter((notice) => notice.kind !== kind));
}
