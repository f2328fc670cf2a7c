/** What the data layer has to tell the person, until they put it aside: a save that failed, a library rebuilt. */
import type { UndoFailure } from '../../shared/domain/undo.ts';
import type { ActionKind, UndoAction } from '../../shared/domain/undo-stack.ts';
import type { ApplyFailure } from '../../shared/sync/engine-api.ts';
import { createObservable, type Observable } from './observable.ts';

export type DataNotice =
  /** Not on the disk. What was typed is still on the screen. */
  | { readonly kind: 'save-failed'; readonly failure: ApplyFailure }
  /** The database of this laptop was missing or damaged; everything came back from the journal. */
  | { readonly kind: 'store-rebuilt'; readonly operations: number }
  /** The journal itself has holes: what stood there comes back from the hub, if it had been there. */
  | { readonly kind: 'journal-damaged' }
  /** Something went from the screen that one press brings back. Goes by itself. */
  | { readonly kind: 'can-undo'; readonly action: UndoAction }
  /** `name` of what it was about. Goes by itself. */
  | { readonly kind: 'undone'; readonly action: ActionKind; readonly isAgain: boolean; readonly name: string | null }
  /** Nothing was overwritten. */
  | { readonly kind: 'undo-refused'; readonly failure: UndoFailure | ApplyFailure }
  /** What the person did last is corrected, not undone. Goes by itself. */
  | { readonly kind: 'undo-fixed'; readonly why: Exclude<UndoAction['fixed'], null> };

/** How long a notice stands that nobody need answer, in milliseconds. */
const passingTime = 10_000;
const passing: ReadonlySet<DataNotice['kind']> = new Set(['can-undo', 'undone', 'undo-fixed']);

const notices = createObservable<readonly DataNotice[]>([]);
export const dataNotices: Observable<readonly DataNotice[]> = notices;

/** Shows a notice; a newer one of the same kind takes the place of the older. */
export function raiseNotice(notice: DataNotice): void {
  // Of undo only the latest is told: an older word of it would speak of another moment.
  const isOver = ({ kind }: DataNotice) => kind === notice.kind || (passing.has(kind) && passing.has(notice.kind));
  notices.set([...notices.get().filter((other) => !isOver(other)), notice]);
  if (passing.has(notice.kind)) setTimeout(() => withdraw(notice), passingTime);
}

function withdraw(notice: DataNotice): void {
  notices.set(notices.get().filter((other) => other !== notice));
}

export function dismissNotice(kind: DataNotice['kind']): void {
  notices.set(notices.get().filter((notice) => notice.kind !== kind));
}
