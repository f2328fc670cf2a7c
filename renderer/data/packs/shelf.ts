/** The bodies of packs: read when somebody asks, opened once, and a few kept. What does not open is told, and gone. */
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import type { StoredOperation } from '../../../shared/protocol/operation.ts';
import type { LocalDatabase } from '../dexie-tables.ts';
import type { PackHead } from './directory.ts';
import { unpackEntries } from './entry-pack.ts';
import { unpackOperations } from './operation-pack.ts';
import type { Seal } from './seal.ts';
import { unpackStates } from './state-pack.ts';

interface Bodies {
  readonly operations: StoredOperation;
  readonly records: RecordState;
  readonly lists: CatalogueEntry;
}
type Body = keyof Bodies;

const tables = { operations: 'packBodies', records: 'packBodies', lists: 'packLists' } as const;
const unpack: { readonly [B in Body]: (bytes: Uint8Array, scope: string) => Bodies[B][] } = {
  operations: unpackOperations,
  records: unpackStates,
  lists: unpackEntries,
};

/** Rows of opened packs that are kept: a few megabytes. */
const keptRows = 20_000;

export type PackKey = Pick<PackHead, 'scope' | 'n'>;

/** What a pack is sealed for. */
export const placeOfPack = (body: Body, { scope, n }: PackKey) => `${body} ${scope} ${n}`;

export class Shelf {
  readonly #database: LocalDatabase;
  readonly #seal: Seal;
  readonly #onDamage: (pack: PackKey) => void;
  /** The one that was asked for last at the end. */
  readonly #kept = new Map<string, ReadonlyMap<string, { readonly id: string }>>();
  #rows = 0;

  constructor(database: LocalDatabase, seal: Seal, onDamage: (pack: PackKey) => void) {
    this.#database = database;
    this.#seal = seal;
    this.#onDamage = onDamage;
  }

  /** The rows of packs by id, a map for each pack; an empty one for a pack that is gone or does not open. */
  async read<B extends Body>(body: B, packs: readonly PackKey[]): Promise<ReadonlyMap<string, Bodies[B]>[]> {
    const missing = packs.filter((pack) => !this.#kept.has(placeOfPack(body, pack)));
    const read = new Map<string, ReadonlyMap<string, Bodies[B]>>();
    if (missing.length > 0) {
      const table = this.#database[tables[body]];
      const found = await table.bulkGet(missing.map(({ scope, n }): [string, number] => [scope, n]));
      for (const [at, pack] of missing.entries()) {
        const rows = await this.#open(body, pack, found[at]?.sealed);
        if (rows !== null) read.set(placeOfPack(body, pack), rows);
      }
    }
    const opened = packs.map((pack) => {
      const place = placeOfPack(body, pack);
      return read.get(place) ?? (this.#kept.get(place) as ReadonlyMap<string, Bodies[B]> | undefined) ?? new Map();
    });
    for (const [at, pack] of packs.entries()) {
      const rows = opened[at] as ReadonlyMap<string, Bodies[B]>;
      if (rows.size > 0) this.#keep(placeOfPack(body, pack), rows);
    }
    return opened;
  }

  /** Forgets the packs that it keeps open. */
  clear(): void {
    this.#kept.clear();
    this.#rows = 0;
  }

  async #open<B extends Body>(body: B, pack: PackKey, sealed: Uint8Array | undefined) {
    if (sealed === undefined) return null;
    try {
      const bytes = await this.#seal.open(sealed, placeOfPack(body, pack));
      return new Map(unpack[body](bytes, pack.scope).map((row) => [row.id, row]));
    } catch {
      this.#onDamage(pack);
      return null;
    }
  }

  #keep(place: string, rows: ReadonlyMap<string, { readonly id: string }>): void {
    if (!this.#kept.delete(place)) this.#rows += rows.size;
    this.#kept.set(place, rows);
    for (const [oldest, { size }] of this.#kept) {
      if (this.#rows <= keptRows || oldest === place) break;
      this.#kept.delete(oldest);
      this.#rows -= size;
    }
  }
}
