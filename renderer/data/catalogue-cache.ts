import { type CatalogueEntry, type CatalogueQuery, matchesQuery } from '../../shared/domain/catalogue.ts';

/** Reads entries of one type, or of all, from the disk. */
export type ReadEntries = (type: string | null) => Promise<readonly CatalogueEntry[]>;

/** What a write made of the catalogue. */
export interface CatalogueChange {
  readonly removed: readonly Pick<CatalogueEntry, 'scope' | 'id'>[];
  readonly put: readonly CatalogueEntry[];
}

/**
 * The catalogue in memory, a type at a time: the first list of playbooks does not wait for every step of every one.
 * Writers tell it what they wrote; it never reads the disk twice.
 */
export class CatalogueCache {
  readonly #read: ReadEntries;
  #byType = new Map<string, Map<string, CatalogueEntry>>();
  #loading = new Map<string | null, Promise<void>>();
  #complete = false;
  /** Written while a type was being read: newer than what the read brings. */
  #written = new Map<string, CatalogueEntry>();

  constructor(read: ReadEntries) {
    this.#read = read;
  }

  async list(query: CatalogueQuery): Promise<CatalogueEntry[]> {
    await this.#load(query.type ?? null);
    const found: CatalogueEntry[] = [];
    const types = query.type === undefined ? this.#byType.values() : [this.#byType.get(query.type) ?? new Map()];
    for (const entries of types) {
      for (const entry of entries.values()) if (matchesQuery(entry, query)) found.push(entry);
    }
    return found.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Takes over a write. */
  take({ removed, put }: CatalogueChange): void {
    this.#remove(removed);
    this.#put(put);
  }

  #put(entries: readonly CatalogueEntry[]): void {
    for (const entry of entries) {
      this.#written.set(keyOf(entry), entry);
      if (this.#isLoaded(entry.type)) this.#entriesOf(entry.type).set(keyOf(entry), entry);
    }
    if (this.#loading.size === 0) this.#written.clear();
  }

  #remove(records: readonly Pick<CatalogueEntry, 'scope' | 'id'>[]): void {
    for (const record of records) {
      for (const entries of this.#byType.values()) entries.delete(keyOf(record));
    }
  }

  clear(): void {
    this.#byType = new Map();
    this.#loading = new Map();
    this.#complete = false;
    this.#written.clear();
  }

  #isLoaded(type: string): boolean {
    return this.#complete || this.#byType.has(type);
  }

  async #load(type: string | null): Promise<void> {
    if (this.#complete || (type !== null && this.#byType.has(type))) return;
    const under = this.#loading.get(type) ?? this.#loading.get(null);
    if (under !== undefined) return under;
    const loading = this.#readInto(type);
    this.#loading.set(type, loading);
    return loading;
  }

  async #readInto(type: string | null): Promise<void> {
    const byType = this.#byType;
    try {
      const entries = await this.#read(type);
      if (byType !== this.#byType) return; // cleared meanwhile
      if (type !== null) this.#entriesOf(type);
      for (const entry of entries) this.#entriesOf(entry.type).set(keyOf(entry), entry);
      for (const entry of this.#written.values()) {
        if (type === null || entry.type === type) this.#entriesOf(entry.type).set(keyOf(entry), entry);
      }
      if (type === null) this.#complete = true;
    } finally {
      this.#loading.delete(type);
      if (this.#loading.size === 0) this.#written.clear();
    }
  }

  #entriesOf(type: string): Map<string, CatalogueEntry> {
    let entries = this.#byType.get(type);
    if (entries === undefined) {
      entries = new Map();
      this.#byType.set(type, entries);
    }
    return entries;
  }
}

const keyOf = (entry: Pick<CatalogueEntry, 'scope' | 'id'>) => `${entry.scope} ${entry.id}`;
