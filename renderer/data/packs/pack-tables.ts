/** The packs of the local database, together: what writers and the fold change, and readers look through. */
import { toHex } from '../../../shared/base/bytes.ts';
import { idBytes } from '../../../shared/base/ids.ts';
import type { StoredOperation } from '../../../shared/protocol/operation.ts';
import type { ReadyRows } from '../../../shared/sync/identified-pack.ts';
import type { PackHeadRow } from '../dexie-tables.ts';
import type { NewPack } from './make-pack.ts';
import { openRows } from './overlay.ts';
import type { PackLimits } from './pack-limits.ts';
import { PackedLists } from './packed-lists.ts';
import { headOfRow, PackedRows, type PackPorts } from './packed-rows.ts';
import { type PackKey, Shelf } from './shelf.ts';
import { tailBytes } from './tail-index.ts';

/** The tables that hold packs. */
export const packTables = ['packHeads', 'packBodies', 'packLists'] as const;

export class PackTables {
  readonly ports: PackPorts;
  readonly limits: PackLimits;
  readonly operations: PackedRows<'operations'>;
  readonly records: PackedRows<'records'>;
  readonly lists: PackedLists;
  #next: number | null = null;
  #onDamage: () => void = () => {};
  /** Rows of the overlay that were written while it is being folded; null while it is not. */
  touched: Set<string> | null = null;
  /** Counts what makes a fold under way void: purges, and everything being emptied. */
  upheavals = 0;

  constructor(ports: Omit<PackPorts, 'shelf'>, limits: PackLimits) {
    const damaged = (pack: PackKey) => void this.#drop(pack);
    this.ports = { ...ports, shelf: new Shelf(ports.database, ports.seal, damaged) };
    this.limits = limits;
    this.operations = new PackedRows('operations', this.ports);
    this.records = new PackedRows('records', this.ports);
    this.lists = new PackedLists(this.records, this.ports, damaged);
  }

  /** Called when a pack does not open. */
  onDamage(listener: () => void): void {
    this.#onDamage = listener;
  }

  /** Takes so many numbers for packs; those that are taken later are higher. Nobody needs to use all of them. */
  async reserve(count: number): Promise<() => number> {
    const { database, guard } = this.ports;
    this.#next ??= highest(await guard(() => database.packHeads.toCollection().primaryKeys())) + 1;
    let number = this.#next;
    this.#next += count;
    return () => number++;
  }

  /** Whether nothing is here of these operations and records, nor anything that says that one of them went. */
  async holdsNone({ ids, records }: ReadyRows): Promise<boolean> {
    const operations = await this.operations.directory();
    const view = new DataView(ids.buffer, ids.byteOffset, ids.byteLength);
    const like: string[] = [];
    for (let end = idBytes; end <= ids.length; end += idBytes) {
      // Others with the same tail are found by looking.
      if (operations.mayHold(view.getUint32(end - tailBytes))) like.push(toHex(ids.subarray(end - idBytes, end)));
    }
    if ((await this.operations.overlaysAny(like)) || (await this.records.overlaysAny(records))) return false;
    const [known, shown] = await Promise.all([this.operations.find(like), this.records.find(records)]);
    return known.length + shown.length === 0;
  }

  /** All operations of a record, in no order. */
  history(record: string): Promise<StoredOperation[]> {
    const { database, guard, seal, shelf } = this.ports;
    return this.operations.steadily(async () => {
      const heads = (await this.operations.directory()).packsOf(record);
      const [rows, packs] = await Promise.all([
        guard(() => database.operations.where('record').equals(record).toArray()),
        heads.length === 0 ? [] : guard(() => shelf.read('operations', heads)),
      ]);
      const all = new Map<string, StoredOperation>();
      for (const pack of packs) for (const one of pack.values()) if (one.record === record) all.set(one.id, one);
      for (const one of await openRows<StoredOperation>(seal, 'operations', rows)) all.set(one.id, one);
      return [...all.values()];
    });
  }

  /** Writes packs. Call it in a transaction that holds {@link packTables}. */
  put(packs: readonly NewPack[]): PromiseLike<unknown>[] {
    if (packs.length === 0) return [];
    const { packHeads, packBodies, packLists } = this.ports.database;
    const lists = packs.flatMap(({ list }) => list ?? []);
    return [
      packHeads.bulkAdd(packs.map(({ head }) => head)),
      packBodies.bulkAdd(packs.map(({ body }) => body)),
      ...(lists.length === 0 ? [] : [packLists.bulkAdd(lists)]),
    ];
  }

  /** Takes packs from the disk. Call it in a transaction that holds {@link packTables}. */
  delete(packs: readonly PackKey[]): PromiseLike<unknown>[] {
    if (packs.length === 0) return [];
    const keys = packs.map(({ scope, n }): [string, number] => [scope, n]);
    return packTables.map((name) => this.ports.database[name].bulkDelete(keys));
  }

  /** Makes written packs known to readers. */
  async announce(packs: readonly NewPack[]): Promise<void> {
    for (const { head } of packs) (await this.#rowsOf(head).directory()).addPack(headOfRow(head));
  }

  #rowsOf({ kind }: PackHeadRow): PackedRows<'operations' | 'records'> {
    return kind === 'operations' ? this.operations : this.records;
  }

  /** Forgets what it knows of the disk: after a write that failed, and when everything was emptied. */
  forget(): void {
    this.#next = null;
    this.upheavals += 1;
    this.operations.forget();
    this.records.forget();
    this.ports.shelf.clear();
  }

  /** A pack that does not open goes; the counts still name it, so that the database shows as damaged. */
  async #drop(pack: PackKey): Promise<void> {
    const { database, guard } = this.ports;
    for (const rows of [this.operations, this.records]) (await rows.directory()).dropPack(pack.n);
    await guard(() => database.transaction('rw', [...packTables], () => Promise.all(this.delete([pack])))).catch(
      () => {},
    );
    this.#onDamage();
  }
}

function highest(keys: readonly (readonly [string, number])[]): number {
  return keys.reduce((most, [, n]) => Math.max(most, n), 0);
}
