/**
 * Which values of a scope nobody needs any more ([CP3], [CP4]): a walk over its whole order, piece by piece, that keeps ids
 * and no values.
 */
import type { ScopeId } from '../../shared/base/ids.ts';
import { existenceField } from '../../shared/domain/record-state.ts';
import { encodeCanonical } from '../../shared/protocol/canonical-cbor.ts';
import { isLetGo, type StoredOperation } from '../../shared/protocol/operation.ts';
import type { HubTransaction } from '../sync/hub-store.ts';
import { isDecided } from '../sync/take-operation.ts';

export interface Bounds {
  /** Every device in use has read up to here; nothing behind counts. */
  readonly horizon: number;
  /** What superseded a value came to the hub before then. */
  readonly before: number;
  /** Bytes below which a value costs less than what would stand for it. */
  readonly least: number;
}

/** Stored bytes that are read at once. */
const piece = 3 * 1024 * 1024;

interface Known {
  readonly seq: number;
  readonly id: string;
  readonly field: number;
}

/** The places whose values may go, ascending. */
export async function findSuperseded(tx: HubTransaction, scope: ScopeId, bounds: Bounds): Promise<number[]> {
  const walk = new Walk(bounds);
  let after = 0;
  for (;;) {
    const entries = await tx.page(scope, after, piece);
    for (const { seq, operation } of entries) walk.add(seq, operation);
    const last = entries.at(-1);
    if (last === undefined) break;
    after = last.seq;
  }
  // What is held or was refused may be accepted yet: its base stays, and so does everything beside it. What a person
  // returned or discarded never is ([HB7]).
  const open = (await tx.keptIn(scope)).filter(({ outcome }) => !isDecided(outcome));
  const kept = open.map(({ operation }) => operation);
  return walk.mayGo(kept);
}

class Walk {
  readonly #bounds: Bounds;
  readonly #fields = new Map<string, number>();
  readonly #known: Known[] = [];
  /** What may go if it is superseded. */
  readonly #large: Known[] = [];
  /** By field and id: whether one of those that superseded it counts. */
  readonly #superseded = new Map<string, boolean>();

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  add(seq: number, operation: StoredOperation): void {
    const { horizon, before, least } = this.#bounds;
    const field = this.#fieldOf(operation);
    const known = { seq, id: operation.id, field };
    this.#known.push(known);
    // A kind that some edition may not know supersedes nothing there ([MG6]).
    const isOld = (operation.received ?? Number.POSITIVE_INFINITY) < before;
    const counts = operation.kind === 'set' && seq <= horizon && isOld;
    for (const id of operation.supersedes) {
      const key = keyOf(field, id);
      this.#superseded.set(key, counts || this.#superseded.get(key) === true);
    }
    const isCandidate = seq <= horizon && operation.field !== existenceField && !isLetGo(operation);
    if (isCandidate && encodeCanonical(operation.value).length >= least) this.#large.push(known);
  }

  mayGo(kept: readonly StoredOperation[]): number[] {
    const open = this.#contested();
    for (const operation of kept) open.add(this.#fieldOf(operation));
    return this.#large.flatMap(({ seq, id, field }) =>
      this.#superseded.get(keyOf(field, id)) === true && !open.has(field) ? seq : [],
    );
  }

  /** Fields with several heads: what they descend from is asked for when somebody settles them. */
  #contested(): Set<number> {
    const [met, several] = [new Set<number>(), new Set<number>()];
    for (const { id, field } of this.#known) {
      if (this.#superseded.has(keyOf(field, id))) continue;
      (met.has(field) ? several : met).add(field);
    }
    return several;
  }

  #fieldOf({ record, field }: Pick<StoredOperation, 'record' | 'field'>): number {
    const name = `${record} ${field}`;
    const known = this.#fields.get(name);
    if (known !== undefined) return known;
    this.#fields.set(name, this.#fields.size);
    return this.#fields.size - 1;
  }
}

/** One cannot supersede its way into another field ([MG2]). */
function keyOf(field: number, id: string): string {
  return `${field} ${id}`;
}
