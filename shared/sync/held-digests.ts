/**
 * What this store holds of each scope's order, as the sum of the ids that have a place ([VR1]): kept up to date with every
 * write, so that a sync costs nothing to compare.
 */
import type { OperationId, ScopeId } from '../base/ids.ts';
import { addToDigest, digestWithout, emptyDigest } from '../protocol/digest.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import type { Cursor } from './ports.ts';

export interface HeldDigest {
  readonly digest: string;
  /** The highest place that is held: of a scope that is held beyond its cursor the digest says nothing. */
  readonly top: number;
}

/** By scope; JSON, a small value of the store. */
export type HeldDigests = Readonly<Record<ScopeId, HeldDigest>>;

type Placed = Pick<StoredOperation, 'id' | 'seq' | 'scope'>;

/** What changes in a scope. */
interface Turnover {
  /** Ids, or sums of ids. */
  readonly added: OperationId[];
  readonly taken: OperationId[];
  top: number;
}

/** Digests that many operations change: summed up once, at the end. */
export class ChangingDigests {
  readonly #before: HeldDigests;
  readonly #changes = new Map<ScopeId, Turnover>();

  constructor(before: HeldDigests) {
    this.#before = before;
  }

  /** An operation gained, changed or lost its place; `before` is null for one that was not here. */
  note(before: Placed | null, { id, scope, seq }: Placed): void {
    const was = before?.seq ?? null;
    if (was === seq) return;
    const change = this.#changeOf(scope);
    if (seq === null) change.taken.push(id);
    else if (was === null) change.added.push(id);
    change.top = Math.max(change.top, seq ?? 0);
  }

  /** Operations with places up to `top` were gained, none of which was here; `sum` is that of their ids. */
  noteAll(scope: ScopeId, sum: string, top: number): void {
    const change = this.#changeOf(scope);
    change.added.push(sum);
    change.top = Math.max(change.top, top);
  }

  #changeOf(scope: ScopeId): Turnover {
    const change = this.#changes.get(scope) ?? { added: [], taken: [], top: 0 };
    this.#changes.set(scope, change);
    return change;
  }

  /** The digests after all of that; undefined when nothing changed. */
  after(): HeldDigests | undefined {
    if (this.#changes.size === 0) return undefined;
    const changed = [...this.#changes].map(([scope, { added, taken, top }]) => {
      const { digest, top: before } = this.#before[scope] ?? { digest: emptyDigest, top: 0 };
      const left = digestWithout(addToDigest(digest, added), addToDigest(emptyDigest, taken));
      return [scope, { digest: left, top: Math.max(before, top) }] as const;
    });
    return { ...this.#before, ...Object.fromEntries(changed) };
  }
}

/** What is held up to a cursor; undefined while more than that is held. */
export function digestAt(digests: HeldDigests, { scope, seq }: Cursor): string | undefined {
  const { digest, top } = digests[scope] ?? { digest: emptyDigest, top: 0 };
  return top <= seq ? digest : undefined;
}
