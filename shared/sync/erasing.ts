/** Erasures among what is absorbed: which came into force, and what of each operation stays ([ER4], [ER5]). */
import type { OperationId, ScopeId } from '../base/ids.ts';
import { type Erased, erasedBy, isErased } from '../domain/erasure/erased.ts';
import { type ErasedRecord, erasureIn } from '../domain/erasure/erasure.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import { withoutValue } from '../protocol/operation-header.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Purge } from './known-beside.ts';

/** An erasure that came into force here. It stays known for ever, whatever happens to the operation that said it. */
export interface KnownErasure {
  /** The operation that erased. */
  readonly id: OperationId;
  readonly scope: ScopeId;
  readonly records: readonly ErasedRecord[];
  /** Chunks that only what was erased named. */
  readonly chunks: readonly string[];
  /** When neither store nor journal held any of it any more, and in which life of the store that was looked for. */
  readonly scrubbed?: { readonly at: number; readonly incarnation: string };
  /** The epoch in which the hub got the receipt: one that was put back from a backup may have lost it. */
  readonly receiptedIn?: string;
}

/** What was taken from this disk: one small value of the store. Older editions kept the purges alone. */
export interface TakenAway {
  readonly purges: readonly Purge[];
  readonly erasures: readonly KnownErasure[];
}

export function takenAwayOf(value: unknown): TakenAway {
  if (Array.isArray(value)) return { purges: value, erasures: [] };
  return (value as TakenAway | null | undefined) ?? { purges: [], erasures: [] };
}

/** The erasures that are known, changed by what is absorbed. */
export class Erasing {
  #all: readonly KnownErasure[];
  #erased: Erased;
  #chunks: ReadonlySet<string>;
  #isChanged = false;
  readonly #fresh = new Set<OperationId>();
  readonly #named = new Set<string>();

  constructor(known: readonly KnownErasure[]) {
    this.#all = known;
    this.#erased = erasedBy(known.map(({ records }) => records));
    this.#chunks = new Set(known.flatMap(({ chunks }) => chunks));
  }

  /** Whether the value of an operation was erased. */
  takes(subject: Parameters<typeof isErased>[1]): boolean {
    return isErased(this.#erased, subject);
  }

  takesChunk(hash: string): boolean {
    return this.#chunks.has(hash);
  }

  /** What of an operation stays. */
  left(operation: StoredOperation): StoredOperation {
    return this.takes(operation) ? withoutValue(operation) : operation;
  }

  /** The records that an operation erases from now on, if it has a place and says so; none when that was known. */
  note(operation: StoredOperation): readonly ErasedRecord[] {
    const order = operation.seq === null ? null : erasureIn(operation);
    if (order === null || this.#all.some(({ id }) => id === operation.id)) return [];
    const { id, scope } = operation;
    this.#change([...this.#all, { id, scope, records: order.records, chunks: [] }]);
    this.#erased = erasedBy(this.#all.map(({ records }) => records));
    this.#fresh.add(id);
    return order.records;
  }

  /** Something came into force. */
  get hasFresh(): boolean {
    return this.#fresh.size > 0;
  }

  /** Chunks that what was erased just now named. */
  addNamed(hashes: readonly string[]): void {
    for (const hash of hashes) this.#named.add(hash);
  }

  /** Those that nothing which stays names: they go, and are known from now on. */
  takeChunks(staysNamed: ReadonlySet<string>): string[] {
    const gone = [...this.#named].filter((hash) => !staysNamed.has(hash));
    if (gone.length === 0) return [];
    const last = this.#all.at(-1)?.id;
    this.#change(this.#all.map((one) => (one.id === last ? { ...one, chunks: [...one.chunks, ...gone] } : one)));
    return gone;
  }

  get named(): ReadonlySet<string> {
    return this.#named;
  }

  /** Notes what a checkpoint says of them. */
  mark({ at, scrubbed, erasuresReceipted: receipts }: Checkpoint): void {
    if (scrubbed === undefined && receipts === undefined) return;
    const [done, heard] = [new Set(scrubbed?.erasures), new Set(receipts?.erasures)];
    const incarnation = scrubbed?.incarnation ?? '';
    this.#change(
      this.#all.map((one) => ({
        ...one,
        ...(done.has(one.id) ? { scrubbed: { at, incarnation } } : {}),
        ...(receipts !== undefined && heard.has(one.id) ? { receiptedIn: receipts.epoch } : {}),
      })),
    );
  }

  /** All of them, and whether that is news. */
  get after(): { readonly erasures: readonly KnownErasure[]; readonly isChanged: boolean } {
    return { erasures: this.#all, isChanged: this.#isChanged };
  }

  #change(all: readonly KnownErasure[]): void {
    this.#all = all;
    this.#isChanged = true;
  }
}
