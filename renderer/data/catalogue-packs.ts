/**
 * Long lists in one row each: twenty thousand rows of the catalogue take longer to come from the disk's process than to be
 * shown. A pack holds all entries of a type as they stood; what was written since is noted beside it, in the same
 * transaction, and read from the catalogue's rows. Invariants: pack and notes together say what the rows say; a pack can
 * be thrown away at any time.
 */
import type { CatalogueEntry } from '../../shared/domain/catalogue.ts';
import type { CatalogueChange } from './catalogue-cache.ts';
import type { LocalDatabase } from './dexie-tables.ts';

/** The entries of a type: those of the pack, but for what is in `entries` or `gone`. */
export interface PackedEntries {
  /** As {@link unpackEntries} reads it; null when everything is in `entries`. */
  readonly pack: Uint8Array | null;
  readonly entries: readonly CatalogueEntry[];
  readonly gone: readonly Pick<CatalogueEntry, 'scope' | 'id'>[];
}

export interface PackLimits {
  /** Fewer rows come as fast as a pack. */
  readonly rows: number;
  /** A pack with more notes than this, and than its share, is made anew; a write of more at once throws it away. */
  readonly notes: number;
  readonly share: number;
}
const usualLimits: PackLimits = { rows: 300, notes: 200, share: 0.05 };

/** In the place of a note's type: the record went, and nobody knows of which type it was. */
const anyType = '';
const headsName = '@packs';

/** Up to which note each pack is, by type. */
type Heads = Readonly<Record<string, { readonly upTo: number; readonly rows: number }>>;

/** What a transaction must hold for {@link CataloguePacks.note}. */
export const packTables = ['packs', 'packNotes', 'meta'] as const;

export class CataloguePacks {
  readonly #database: LocalDatabase;
  #heads: Heads = {};
  /** Types that are being packed for the first time: what is written to them is noted already. */
  readonly #begun = new Set<string>();
  #lastNote = 0;
  #ready: Promise<void> | null = null;

  readonly #limits: PackLimits;

  constructor(database: LocalDatabase, limits = usualLimits) {
    this.#database = database;
    this.#limits = limits;
  }

  /** Reads once what packs there are; a transaction that notes must not wait for it. */
  ready(): Promise<void> {
    this.#ready ??= this.#load();
    return this.#ready;
  }

  async #load(): Promise<void> {
    const { meta, packNotes } = this.#database;
    const [heads, last] = await this.#database.transaction('r', [meta, packNotes], () =>
      Promise.all([meta.get(headsName), packNotes.orderBy('n').last()]),
    );
    this.#heads = (heads?.value as Heads | undefined) ?? {};
    this.#lastNote = Math.max(last?.n ?? 0, ...Object.values(this.#heads).map(({ upTo }) => upTo));
  }

  /** Forgets what it knows of the disk: after a write that failed, and when everything was emptied. */
  forget(): void {
    this.#ready = null;
    this.#begun.clear();
  }

  /** Notes a change of the catalogue. Call it inside the change's transaction, which holds {@link packTables}. */
  note({ put, removed }: CatalogueChange): PromiseLike<unknown>[] {
    const { packNotes } = this.#database;
    const packed = new Set(this.#types());
    const byType = new Map<string, Pick<CatalogueEntry, 'scope' | 'id'>[]>();
    if (packed.size > 0 && removed.length > 0) byType.set(anyType, [...removed]);
    for (const entry of put) {
      if (!packed.has(entry.type)) continue;
      const records = byType.get(entry.type) ?? [];
      byType.set(entry.type, records);
      records.push(entry);
    }
    const work: PromiseLike<unknown>[] = [];
    for (const [type, records] of byType) {
      if (records.length > this.#limits.notes) work.push(...this.#drop(type === anyType ? this.#types() : [type]));
      else {
        const notes = records.map(({ scope, id }) => ({ n: ++this.#lastNote, type, scope, id }));
        work.push(packNotes.bulkPut(notes));
      }
    }
    return work;
  }

  /** Throws all packs away. Call it inside a transaction that holds {@link packTables}. */
  dropAll(): PromiseLike<unknown>[] {
    return this.#drop(this.#types());
  }

  #types(): string[] {
    return [...new Set([...Object.keys(this.#heads), ...this.#begun])];
  }

  #drop(types: readonly string[]): PromiseLike<unknown>[] {
    const { packs, packNotes, meta } = this.#database;
    const heads = Object.fromEntries(Object.entries(this.#heads).filter(([type]) => !types.includes(type)));
    this.#heads = heads;
    for (const type of types) this.#begun.delete(type);
    return [
      packs.bulkDelete([...types]),
      packNotes
        .where('type')
        .anyOf([...types])
        .delete(),
      meta.put({ name: headsName, value: heads }),
    ];
  }

  /** The entries of a type, in two pieces of which the larger needs no reading here. */
  async read(type: string): Promise<PackedEntries> {
    await this.ready();
    const { packs, packNotes, catalogue } = this.#database;
    return this.#database.transaction('r', [packs, packNotes, catalogue], async () => {
      const pack = this.#heads[type] === undefined ? undefined : await packs.get(type);
      if (pack === undefined) {
        return { pack: null, entries: await catalogue.where('type').equals(type).toArray(), gone: [] };
      }
      const notes = (await packNotes.where('type').anyOf([type, anyType]).toArray()).filter(({ n }) => n > pack.upTo);
      const keys = new Map(notes.map(({ scope, id }) => [`${scope} ${id}`, { scope, id }]));
      const rows = await catalogue.bulkGet([...keys.values()].map(({ scope, id }): [string, string] => [scope, id]));
      const entries = rows.flatMap((row) => (row?.type === type ? row : []));
      const gone = [...keys.values()].filter((_key, at) => rows[at] === undefined);
      return { pack: pack.entries, entries, gone };
    });
  }

  /** Throws the pack of a type away that cannot be read. */
  async drop(type: string): Promise<void> {
    await this.#database.transaction('rw', [...packTables], () => Promise.all(this.#drop([type])));
  }

  /** Packs the long types that are not packed or have changed much. For times when nobody waits. */
  async packWorthwhile(): Promise<void> {
    await this.ready();
    const { catalogue } = this.#database;
    for (const type of (await catalogue.orderBy('type').uniqueKeys()) as string[]) {
      if (await this.#isWorthwhile(type)) await this.#pack(type);
    }
  }

  async #isWorthwhile(type: string): Promise<boolean> {
    const head = this.#heads[type];
    const { catalogue, packNotes } = this.#database;
    if (head === undefined) return (await catalogue.where('type').equals(type).count()) >= this.#limits.rows;
    const notes = await packNotes.where('type').anyOf([type, anyType]).count();
    return notes > Math.max(this.#limits.notes, head.rows * this.#limits.share);
  }

  /** What is written while the rows are read has a note behind `upTo`, and counts beside the pack. */
  async #pack(type: string): Promise<void> {
    const { catalogue, packs, packNotes, meta } = this.#database;
    this.#begun.add(type);
    const upTo = this.#lastNote;
    const rows = await catalogue.where('type').equals(type).toArray();
    const entries = packEntries(rows);
    await this.#database.transaction('rw', [...packTables], async () => {
      // A write of very many meanwhile has thrown it away.
      if (!this.#begun.has(type)) return;
      this.#heads = { ...this.#heads, [type]: { upTo, rows: rows.length } };
      this.#begun.delete(type);
      await Promise.all([
        packs.put({ type, upTo, entries }),
        packNotes
          .where('type')
          .equals(type)
          .and(({ n }) => n <= upTo)
          .delete(),
        meta.put({ name: headsName, value: this.#heads }),
      ]);
    });
  }
}

function packEntries(entries: readonly CatalogueEntry[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(entries));
}

/** All entries of a type. Throws for a pack that is no pack. */
export function unpackEntries({ pack, entries, gone }: PackedEntries): CatalogueEntry[] {
  if (pack === null) return [...entries];
  const packed = JSON.parse(new TextDecoder().decode(pack)) as CatalogueEntry[];
  const newer = new Set([...entries, ...gone].map(({ scope, id }) => `${scope} ${id}`));
  return newer.size === 0 ? packed : [...packed.filter(({ scope, id }) => !newer.has(`${scope} ${id}`)), ...entries];
}
