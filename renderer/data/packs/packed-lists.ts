/** Lists of records: what packs of a type say, and what the overlay says since. */
import { Dexie } from 'dexie';
import { type CatalogueEntry, type CatalogueQuery, matchesQuery } from '../../../shared/domain/catalogue.ts';
import type { PackListRow } from '../dexie-tables.ts';
import { EntryMap } from '../entry-map.ts';
import type { PackHead } from './directory.ts';
import { inflateEntries, unpackEntries } from './entry-pack.ts';
import { goneType, openRows } from './overlay.ts';
import type { PackedRows, PackPorts } from './packed-rows.ts';
import { type PackKey, placeOfPack } from './shelf.ts';

/** The entries of a type: those of the packs, a later one before an earlier, but for what is in `entries` or `gone`. */
export interface PackedEntries {
  /** As {@link readEntries} reads them, inflated, the oldest first. */
  readonly packs: readonly Uint8Array[];
  readonly entries: readonly CatalogueEntry[];
  readonly gone: readonly Pick<CatalogueEntry, 'scope' | 'id'>[];
}

/** All entries of a type. Throws for a pack that is no pack. */
export function readEntries({ packs, ...rest }: PackedEntries): CatalogueEntry[] {
  return joinEntries({ ...rest, packed: packs.map(unpackEntries) });
}

type Unpacked = Omit<PackedEntries, 'packs'> & { readonly packed: readonly (readonly CatalogueEntry[])[] };

function joinEntries({ packed, entries, gone }: Unpacked): CatalogueEntry[] {
  if (packed.length === 0) return [...entries];
  const all = new EntryMap();
  for (const pack of packed) for (const entry of pack) all.put(entry);
  for (const one of gone) all.delete(one);
  for (const entry of entries) all.put(entry);
  return all.all();
}

/** Reads what the store has listed. */
export class PackedLists {
  readonly #records: PackedRows<'records'>;
  readonly #ports: PackPorts;
  readonly #onDamage: (pack: PackKey) => void;

  constructor(records: PackedRows<'records'>, ports: PackPorts, onDamage: (pack: PackKey) => void) {
    this.#records = records;
    this.#ports = ports;
    this.#onDamage = onDamage;
  }

  /** The entries of a type, in pieces of which the larger need no reading here. */
  async ofType(type: string): Promise<PackedEntries> {
    const { packs, entries, gone } = await this.#read(type);
    return { packs: packs.map(({ bytes }) => bytes), entries, gone };
  }

  /** The entries of a type, or of all, without what is in packs that do not open. */
  async entriesOf(type: string | null): Promise<CatalogueEntry[]> {
    const { packs, ...rest } = await this.#read(type);
    const packed = packs.flatMap(({ list, bytes }) => {
      try {
        return [unpackEntries(bytes)];
      } catch {
        this.#onDamage(list);
        return [];
      }
    });
    return joinEntries({ packed, ...rest });
  }

  async #read(type: string | null) {
    const { database, guard, seal } = this.#ports;
    const { packLists, catalogue } = database;
    const [lists, rows] = await guard(() =>
      database.transaction('r', [packLists, catalogue], () =>
        type === null
          ? Promise.all([packLists.toArray(), catalogue.toArray()])
          : Promise.all([
              packLists.where('type').equals(type).toArray(),
              catalogue.where('type').anyOf(type, goneType).toArray(),
            ]),
      ),
    );
    const packs = await Promise.all(lists.sort((a, b) => a.n - b.n).map((list) => this.#open(list)));
    const gone = rows.flatMap(({ scope, id, type: kept }) => (kept === goneType ? { scope, id } : []));
    return { packs: packs.flat(), entries: await openRows(seal, 'catalogue', rows), gone };
  }

  async #open(list: PackListRow): Promise<{ readonly list: PackListRow; readonly bytes: Uint8Array }[]> {
    try {
      const opened = await this.#ports.seal.open(list.sealed, placeOfPack('lists', list));
      return [{ list, bytes: inflateEntries(opened) }];
    } catch {
      this.#onDamage(list);
      return [];
    }
  }

  /** What belongs to one record: an attendance screen does not wait for the marks of every session there was. */
  async childrenOf(query: CatalogueQuery & { readonly parent: string }): Promise<CatalogueEntry[]> {
    const { parent, type } = query;
    const { minKey, maxKey } = Dexie;
    const index = this.#ports.database.catalogue.where('[parent+type]');
    const overlay = () =>
      (type === undefined ? index.between([parent, minKey], [parent, maxKey]) : index.equals([parent, type])).toArray();
    const packs = async () =>
      (await this.#records.directory()).packsOf(parent).filter((head) => type === undefined || head.type === type);
    return this.#matching(query, overlay, packs);
  }

  /** What has something to settle. Asked at every start for the mark in the rail. */
  contested(query: CatalogueQuery): Promise<CatalogueEntry[]> {
    const overlay = () => this.#ports.database.catalogue.where('conflicts').above(0).toArray();
    const packs = async () => (await this.#records.directory()).packs().filter(({ conflicts }) => conflicts > 0);
    return this.#matching(query, overlay, packs);
  }

  #matching(
    query: CatalogueQuery,
    overlay: () => PromiseLike<Parameters<typeof openRows<CatalogueEntry>>[2]>,
    packs: () => Promise<PackHead[]>,
  ): Promise<CatalogueEntry[]> {
    const { guard, seal, shelf } = this.#ports;
    return this.#records.steadily(async () => {
      const directory = await this.#records.directory();
      const heads = await packs();
      const [rows, lists] = await Promise.all([
        guard(overlay),
        heads.length === 0 ? [] : guard(() => shelf.read('lists', heads)),
      ]);
      const found = await openRows(seal, 'catalogue', rows);
      for (const [at, head] of heads.entries()) {
        for (const entry of lists[at]?.values() ?? []) {
          if (matchesQuery(entry, query) && (await this.#records.isNewest(directory, head, entry.id)))
            found.push(entry);
        }
      }
      return found.filter((entry) => matchesQuery(entry, query)).sort((a, b) => (a.id < b.id ? -1 : 1));
    });
  }
}
