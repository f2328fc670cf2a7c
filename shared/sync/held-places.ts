/**
 * What a store really holds of a scope, read from its rows: which operation stands at which place, and which rows do not
 * hold what their id says. The kept digests are compared with this, and ranges with the hub's ([VR3], [VR6]).
 */
import { countBefore } from '../base/count-before.ts';
import type { OperationId, ScopeId } from '../base/ids.ts';
import { emptyChain, nextChain } from '../protocol/chain.ts';
import { addToDigest, emptyDigest, type PlaceRange } from '../protocol/digest.ts';
import { isLetGo, type StoredOperation } from '../protocol/operation.ts';
import { operationIdOf } from '../protocol/operation-header.ts';
import type { HeldDigest } from './held-digests.ts';
import type { Cursor, Store } from './ports.ts';

export interface HeldPlace {
  readonly seq: number;
  readonly id: OperationId;
  readonly device: string;
  /** Its value was let go ([CP1]). */
  readonly isLetGo: boolean;
}

export interface HeldPlaces {
  /** Rows that are whole and have a place, in their order. */
  readonly places: readonly HeldPlace[];
  /** Operations whose row holds something else than their id says. */
  readonly damaged: ReadonlySet<OperationId>;
  /** Rows that were read. */
  readonly count: number;
}

/** Rows read at once: a few milliseconds each, so that saves find their turn between two. */
const piece = 1_000;

/** Walks all rows of a scope. */
export async function readHeld(store: Store, scope: ScopeId): Promise<HeldPlaces> {
  const places: HeldPlace[] = [];
  const damaged = new Set<OperationId>();
  let count = 0;
  for await (const rows of store.scan(scope, piece)) {
    for (const row of rows) {
      if (!isWhole(row)) damaged.add(row.id);
      else if (row.seq !== null) {
        places.push({ seq: row.seq, id: row.id, device: row.origin.device, isLetGo: isLetGo(row) });
      }
    }
    count += rows.length;
  }
  return { places: places.sort((a, b) => a.seq - b.seq), damaged, count };
}

/** The digest of a range of what is held. */
export function digestOfRange({ places }: HeldPlaces, range: PlaceRange): string {
  return addToDigest(
    emptyDigest,
    placesIn(places, range).map(({ id }) => id),
  );
}

/** Everything that is held, as the engine keeps it. */
export function digestOfAll({ places }: HeldPlaces): HeldDigest {
  return {
    digest: addToDigest(
      emptyDigest,
      places.map(({ id }) => id),
    ),
    top: places.at(-1)?.seq ?? 0,
  };
}

/** Whether what is held up to a cursor is, place by place, what the cursor's chain was folded over. */
export function fitsChain({ places }: HeldPlaces, { seq, chain }: Cursor): boolean {
  const read = placesIn(places, { from: 1, to: seq });
  return read.reduce((before, place) => nextChain(before, place.seq, place.id), emptyChain) === chain;
}

export function placesIn(places: readonly HeldPlace[], { from, to }: PlaceRange): readonly HeldPlace[] {
  return places.slice(firstFrom(places, from), firstFrom(places, to + 1));
}

const firstFrom = (places: readonly HeldPlace[], from: number) => countBefore(places, ({ seq }) => seq < from);

/** Whether a row holds the operation that its id names. */
export function isWhole(row: StoredOperation): boolean {
  try {
    return operationIdOf(row) === row.id;
  } catch {
    return false; // what cannot be written down canonically was never an operation
  }
}
