import { countBefore } from '../../shared/base/count-before.ts';
import { type CatalogueEntry, type CatalogueQuery, matchesQuery } from '../../shared/domain/catalogue.ts';
import { EntryMap } from './entry-map.ts';

/** Reads entries of one type, or of all, from the disk. */
export type ReadEntries = (type: string | null) => Promise<readonly CatalogueEntry[]>;

/** What a write made of the catalogue. */
export interface CatalogueChange {
  readonly removed: readonly Pick<CatalogueEntry, 'scope' | 'id'>[];
  readonly put: readonly CatalogueEntry[];
}

/** More entries than that are not kept for a list that nobody has asked for: some forty megabytes. */
const mostUnasked = 150_000;

/**
 * The catalogue in memory, a type at a time: the first list of playbooks does not wait for every step of every one.
 * Writers tell it what they wrote; it never reads the disk twice.
 */
export class CatalogueCache {
  readonly #read: ReadEntries;
  #byType = new Map<string, EntriesOfType>();
  #loading = new Map<string | null, Promise<void>>();
  #complete = false;
  /** Written while a type was being read: newer than what the read brings. */
  #written = new EntryMap();

  /** Entries that may still come before a list of a store that was empty is given up; null for any other store. */
  #roomUnasked: number | null = null;
  readonly #mostUnasked: number;

  /** @param unasked Entries that are kept of a store that began empty ({@link beginEmpty}) before anybody asks for them. */
  constructor(read: ReadEntries, unasked = mostUnasked) {
    this.#read = read;
    this.#mostUnasked = unasked;
  }

  /**
   * There is nothing in the store: every list is known. They are kept up while it is filled, so that nobody waits for their
   * reading once a first pull has ended; a library that is too large for that is read when it is asked for.
   */
  beginEmpty(): void {
    this.#complete = true;
    this.#roomUnasked = this.#mostUnasked;
  }

  async list(query: CatalogueQuery): Promise<CatalogueEntry[]> {
    this.#roomUnasked = null;
    await this.#load(query.type ?? null);
    const matching = (entries: readonly CatalogueEntry[]) => entries.filter((entry) => matchesQuery(entry, query));
    if (query.type !== undefined) return matching(this.#byType.get(query.type)?.sorted() ?? []);
    return matching([...this.#byType.values()].flatMap((entries) => entries.sorted())).sort(byId);
  }

  /** Takes over a write. */
  take({ removed, put }: CatalogueChange): void {
    this.#remove(removed);
    this.#put(put);
    if (this.#roomUnasked === null) return;
    this.#roomUnasked -= put.length;
    if (this.#roomUnasked < 0) this.clear();
  }

  #put(entries: readonly CatalogueEntry[]): void {
    for (const entry of entries) {
      if (this.#loading.size > 0) this.#written.put(entry);
      if (this.#isLoaded(entry.type)) this.#entriesOf(entry.type).put(entry);
    }
  }

  #remove(records: readonly Pick<CatalogueEntry, 'scope' | 'id'>[]): void {
    for (const record of records) {
      for (const entries of this.#byType.values()) entries.delete(record);
    }
  }

  clear(): void {
    this.#byType = new Map();
    this.#loading = new Map();
    this.#complete = false;
    this.#roomUnasked = null;
    this.#written = new EntryMap();
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
      for (const entry of entries) this.#entriesOf(entry.type).put(entry);
      for (const entry of this.#written.all()) {
        if (type === null || entry.type === type) this.#entriesOf(entry.type).put(entry);
      }
      if (type === null) this.#complete = true;
    } finally {
      this.#loading.delete(type);
      if (this.#loading.size === 0) this.#written = new EntryMap();
    }
  }

  #entriesOf(type: string): EntriesOfType {
    let entries = this.#byType.get(type);
    if (entries === undefined) {
      entries = new EntriesOfType();
      this.#byType.set(type, entries);
    }
    return entries;
  }
}

/** The entries of one type, in order from the first question on until one comes or goes; one that changed stays in its place. */
class EntriesOfType {
  readonly #entries = new EntryMap();
  /** Nobody outside has it: it may be changed in place. */
  #sorted: CatalogueEntry[] | null = null;

  put(entry: CatalogueEntry): void {
    const before = this.#entries.put(entry);
    if (this.#sorted === null) return;
    // One that moved has an entry in each scope, next to one another.
    const first = countBefore(this.#sorted, ({ id }) => id < entry.id);
    const at = before === undefined ? -1 : this.#sorted.indexOf(before, first);
    if (at === -1) this.#sorted = null;
    else this.#sorted[at] = entry;
  }

  delete(record: Pick<CatalogueEntry, 'scope' | 'id'>): void {
    this.#entries.delete(record);
    this.#sorted = null;
  }

  sorted(): readonly CatalogueEntry[] {
    this.#sorted ??= this.#entries.all().sort(byId);
    return this.#sorted;
  }
}

const byId = (a: CatalogueEntry, b: CatalogueEntry) => (a.id < b.id ? -1 : 1);
