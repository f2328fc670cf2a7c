/**
 * Where each row lies, in memory: in a pack, in the overlay, or nowhere. Built from the small heads of the packs and the keys
 * of the overlay; no body is read for it. Invariant: it may send somebody to a place in vain, never past one.
 */
import { TailIndex, tailOf } from './tail-index.ts';

/** What is known of a pack without reading it. Its rows are sealed as everything is, its key is not. */
export interface PackHead {
  readonly scope: string;
  /** Counts up over all packs: of two that hold the same id, the later one is right. */
  readonly n: number;
  /** The one type of the records in it; empty for operations. */
  readonly type: string;
  readonly count: number;
  /** Records in it with something to settle. */
  readonly conflicts: number;
  /** The tails of the ids in it. */
  readonly ids: Uint32Array;
  /** The tails of what its rows belong to: the records of operations, the parents of records. */
  readonly owners: Uint32Array;
}

/** A pack, or the overlay of a scope. */
export interface Place {
  readonly scope: string;
  /** Null for the overlay, which is always right. */
  readonly head: PackHead | null;
}

export class Directory {
  readonly #ids = new TailIndex();
  readonly #owners = new TailIndex();
  /** By number; null for what is gone. */
  readonly #places: (Place | null)[] = [];
  readonly #overlays = new Map<string, number>();
  readonly #packs = new Map<number, number>();

  addPack(head: PackHead): void {
    if (this.#packs.has(head.n)) return;
    const number = this.#places.push({ scope: head.scope, head }) - 1;
    this.#packs.set(head.n, number);
    for (const tail of head.ids) this.#ids.add(tail, number);
    for (const tail of head.owners) this.#owners.add(tail, number);
  }

  addToOverlay(scope: string, id: string): void {
    let number = this.#overlays.get(scope);
    if (number === undefined) {
      number = this.#places.push({ scope, head: null }) - 1;
      this.#overlays.set(scope, number);
    }
    this.#ids.add(tailOf(id), number);
  }

  dropPack(n: number): void {
    const number = this.#packs.get(n);
    if (number !== undefined) this.#places[number] = null;
    this.#packs.delete(n);
  }

  dropScope(scope: string): void {
    for (const head of this.packsIn(scope)) this.dropPack(head.n);
    const overlay = this.#overlays.get(scope);
    if (overlay !== undefined) this.#places[overlay] = null;
    this.#overlays.delete(scope);
  }

  /** Where the row of an id may be, what is right first. */
  placesOf(id: string): Place[] {
    return this.#sorted(this.#ids.find(tailOf(id)));
  }

  /** Whether an id with this tail may be here. */
  mayHold(tail: number): boolean {
    return this.#ids.has(tail);
  }

  /** Whether a row of this id may lie in the overlay of a scope. */
  mayOverlay(scope: string, id: string): boolean {
    const number = this.#overlays.get(scope);
    return number !== undefined && this.#ids.find(tailOf(id)).includes(number);
  }

  /** Whether nothing can be newer than what a pack says of an id with this tail. */
  isFirst(tail: number, { n }: PackHead): boolean {
    return this.#sorted(this.#ids.find(tail))[0]?.head?.n === n;
  }

  mayBePacked(id: string): boolean {
    return this.placesOf(id).some(({ head }) => head !== null);
  }

  /** The packs in which something may belong to an owner, the oldest first. */
  packsOf(owner: string): PackHead[] {
    return this.#sorted(this.#owners.find(tailOf(owner)))
      .flatMap(({ head }) => head ?? [])
      .reverse();
  }

  /** The packs of a scope, the oldest first. */
  packsIn(scope: string): PackHead[] {
    return this.packs().filter((head) => head.scope === scope);
  }

  /** All packs, the oldest first. */
  packs(): PackHead[] {
    const heads = [...this.#packs.values()].flatMap((number) => this.#places[number]?.head ?? []);
    return heads.sort((a, b) => a.n - b.n);
  }

  /** Every scope of which something is here. */
  scopes(): Set<string> {
    return new Set(this.#places.flatMap((place) => place?.scope ?? []));
  }

  #sorted(numbers: readonly number[]): Place[] {
    const places = numbers.flatMap((number) => this.#places[number] ?? []);
    return places.length < 2 ? places : places.sort((a, b) => rank(b) - rank(a));
  }
}

function rank({ head }: Place): number {
  return head?.n ?? Number.POSITIVE_INFINITY;
}

/** The distinct tails of ids. */
export function tailsOf(ids: Iterable<string>): Uint32Array {
  return Uint32Array.from(new Set([...ids].map(tailOf)));
}
