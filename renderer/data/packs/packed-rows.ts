/**
 * The rows of one kind, operations or records, whether they lie in packs or in the overlay. Reading never waits for a writer
 * but for one that moves rows from one place to the other; what was read meanwhile is read again.
 */
import type { Table } from 'dexie';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import type { StoredOperation } from '../../../shared/protocol/operation.ts';
import type { LocalDatabase, OverlayRow, PackHeadRow, PackKind } from '../dexie-tables.ts';
import { Directory, type PackHead, type Place } from './directory.ts';
import { grouped } from './grouped.ts';
import { openRow } from './overlay.ts';
import type { Seal } from './seal.ts';
import type { Shelf } from './shelf.ts';

export interface RowsByKind {
  readonly operations: StoredOperation;
  readonly records: RecordState;
}

/** What the readers of the packs stand on. */
export interface PackPorts {
  readonly database: LocalDatabase;
  readonly seal: Seal;
  readonly shelf: Shelf;
  readonly guard: <T>(work: () => PromiseLike<T>) => Promise<T>;
}

interface Sought {
  readonly id: string;
  readonly places: readonly Place[];
}

export class PackedRows<K extends PackKind> {
  readonly kind: K;
  readonly ports: PackPorts;
  #directory: Promise<Directory> | null = null;
  /** Counts moves; a move under way is waited for. */
  #moves = 0;
  #moving: Promise<unknown> | null = null;

  constructor(kind: K, ports: PackPorts) {
    this.kind = kind;
    this.ports = ports;
  }

  get table(): Table<OverlayRow<{ readonly scope: string; readonly id: string }>, [string, string]> {
    return this.ports.database[this.kind] as never;
  }

  /** Where everything lies: read from the heads and keys the first time. */
  directory(): Promise<Directory> {
    this.#directory ??= this.#load().catch((error: unknown) => {
      this.#directory = null;
      throw error;
    });
    return this.#directory;
  }

  /** Reads the directory again when it is asked for next: after a write that failed, and after much was moved. */
  forget(): void {
    this.#directory = null;
  }

  /** Runs a writer that takes rows away from where readers look for them. */
  async moving<T>(work: () => Promise<T>): Promise<T> {
    const moving = work();
    this.#moving = moving.catch(() => {});
    try {
      return await moving;
    } finally {
      this.#moves += 1;
      this.#moving = null;
    }
  }

  /** Reads, and reads again what a writer moved meanwhile. */
  async steadily<T>(read: () => Promise<T>): Promise<T> {
    for (;;) {
      await this.#moving;
      const before = this.#moves;
      const answer = await read();
      if (this.#moving === null && this.#moves === before) return answer;
    }
  }

  /** The rows of ids, in the order asked for; what is nowhere is left out. */
  async find(ids: readonly string[]): Promise<RowsByKind[K][]> {
    const found = await this.steadily(() => this.#look(ids));
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  /** Whether any of these ids has a row in the overlay, whatever it says: one of what went, or that does not open, wins over packs too. */
  overlaysAny(ids: readonly string[]): Promise<boolean> {
    return this.steadily(async () => {
      const directory = await this.directory();
      const keys = ids.flatMap((id) => {
        return directory
          .placesOf(id)
          .flatMap(({ scope, head }): [string, string][] => (head === null ? [[scope, id]] : []));
      });
      if (keys.length === 0) return false;
      return (await this.ports.guard(() => this.table.where(':id').anyOf(keys).count())) > 0;
    });
  }

  /** Whether what a pack says of an id is what holds. */
  async isNewest(directory: Directory, head: PackHead, id: string): Promise<boolean> {
    for (const place of directory.placesOf(id)) {
      if (place.head?.n === head.n) return true;
      if (place.scope === head.scope && (await this.#holds(place, id))) return false;
    }
    return true;
  }

  async #holds({ scope, head }: Place, id: string): Promise<boolean> {
    if (head === null) return (await this.ports.guard(() => this.table.where(':id').equals([scope, id]).count())) > 0;
    const [rows] = await this.read([head]);
    return rows?.has(id) === true;
  }

  async #look(ids: readonly string[]): Promise<Map<string, RowsByKind[K]>> {
    const directory = await this.directory();
    const found = new Map<string, RowsByKind[K]>();
    let sought = [...new Set(ids)].flatMap((id): Sought[] => {
      const places = directory.placesOf(id);
      return places.length === 0 ? [] : [{ id, places }];
    });
    while (sought.length > 0) sought = await this.#lookOnce(sought, found);
    return found;
  }

  /** Looks in the first place of each; gives those that were not there and have another. */
  async #lookOnce(sought: readonly Sought[], found: Map<string, RowsByKind[K]>): Promise<Sought[]> {
    const here = (one: Sought) => one.places[0] as Place;
    const overlay = sought.filter((one) => here(one).head === null);
    const packed = grouped(
      sought.filter((one) => here(one).head !== null),
      (one) => here(one).head as PackHead,
    );
    const keys = overlay.map((one): [string, string] => [here(one).scope, one.id]);
    const rows = keys.length === 0 ? [] : await this.ports.guard(() => this.table.bulkGet(keys));
    const bodies = await this.read([...packed.keys()]);
    const gone = new Set<string>();
    await Promise.all(
      rows.map(async (row, at) => {
        if (row === undefined) return;
        const { id } = overlay[at] as Sought;
        const opened = await openRow(this.ports.seal, this.kind, row).catch(() => null);
        if (opened === null) gone.add(id);
        else found.set(id, opened as unknown as RowsByKind[K]);
      }),
    );
    for (const [at, list] of [...packed.values()].entries()) {
      for (const { id } of list) {
        const row = bodies[at]?.get(id);
        if (row !== undefined) found.set(id, row);
      }
    }
    return sought.flatMap(({ id, places }) => {
      return found.has(id) || gone.has(id) || places.length === 1 ? [] : { id, places: places.slice(1) };
    });
  }

  /** The rows of packs by id, a map for each pack. */
  read(heads: readonly PackHead[]) {
    const { guard, shelf } = this.ports;
    if (heads.length === 0) return Promise.resolve([]);
    return guard(() => shelf.read(this.kind, heads)) as Promise<ReadonlyMap<string, RowsByKind[K]>[]>;
  }

  async #load(): Promise<Directory> {
    const { database, guard } = this.ports;
    const [heads, keys] = await guard(() =>
      database.transaction('r', [database.packHeads, this.table], () =>
        Promise.all([
          database.packHeads.where('kind').equals(this.kind).toArray(),
          this.table.toCollection().primaryKeys(),
        ]),
      ),
    );
    const directory = new Directory();
    for (const head of heads) directory.addPack(headOfRow(head));
    for (const [scope, id] of keys) directory.addToOverlay(scope, id);
    return directory;
  }
}

export function headOfRow({ scope, n, type, count, conflicts, tails, ids }: PackHeadRow): PackHead {
  return { scope, n, type, count, conflicts, ids: tails.subarray(0, ids), owners: tails.subarray(ids) };
}
