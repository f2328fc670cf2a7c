import type { RecordId } from '../../../shared/base/ids.ts';
import type { RecordView } from '../../../shared/domain/declare-record.ts';
import { topOf } from './reading-order.ts';
import { parentOf } from './translated-record.ts';

/** Open records by what they belong to. They may come in any order: a part whose root is not here is its own root. */
export class RecordGroups {
  readonly #views = new Map<RecordId, RecordView>();
  /** By the record that they name as their parent, be it here or not. */
  readonly #parts = new Map<RecordId, Set<RecordId>>();

  clear(): void {
    this.#views.clear();
    this.#parts.clear();
  }

  /** Takes over records as they are now; those of `ids` that have no view are gone. Returns whose groups are others now. */
  take(ids: readonly RecordId[], views: readonly RecordView[]): ReadonlySet<RecordId> {
    const touched = new Set(this.#rootsAround(ids));
    for (const id of ids) this.#remove(id);
    for (const view of views) this.#put(view);
    for (const root of this.#rootsAround(ids)) touched.add(root);
    return touched;
  }

  /** A root and then what belongs to it; nothing when it is no root, or gone. */
  membersOf(root: RecordId): readonly RecordView[] {
    const members = new Set<RecordView>();
    const walk = (id: RecordId) => {
      const view = this.#views.get(id);
      if (view === undefined || members.has(view) || this.#rootOf(view) !== root) return;
      members.add(view);
      for (const part of this.#parts.get(id) ?? []) walk(part);
    };
    walk(root);
    return [...members];
  }

  /** Roots of these records and of their parts: those lose or find their root with them. */
  *#rootsAround(ids: readonly RecordId[]): Generator<RecordId> {
    for (const id of ids) {
      for (const each of [id, ...(this.#parts.get(id) ?? [])]) {
        const view = this.#views.get(each);
        if (view !== undefined) yield this.#rootOf(view);
      }
    }
  }

  #remove(id: RecordId): void {
    const view = this.#views.get(id);
    const parent = view && parentOf(view);
    this.#views.delete(id);
    if (parent) this.#parts.get(parent)?.delete(id);
  }

  #put(view: RecordView): void {
    this.#views.set(view.id, view);
    const parent = parentOf(view);
    if (parent !== null) this.#parts.set(parent, (this.#parts.get(parent) ?? new Set()).add(view.id));
  }

  #rootOf(view: RecordView): RecordId {
    return topOf(view, (each) => this.#views.get(parentOf(each) ?? '')).id;
  }
}
