/**
 * Keeps one index for each scope in step with the store, across restarts. It answers from what it has at any moment: from
 * the snapshot of the last time at once, from what it has read so far while it is built. Invariants: an older state of a
 * record never overwrites a newer one (one piece of work after the other); a snapshot never stands for more than is in it;
 * nothing is found in a scope that this device no longer holds, nor what is not shown while the lease is over ([LE2]).
 */
import type { RecordId, ScopeId } from '../../../shared/base/ids.ts';
import { recordDeclarations } from '../../../shared/domain/records.ts';
import type { Found, SearchOptions } from '../../../shared/domain/search/found.ts';
import { recipeOf } from '../../../shared/domain/search/search-document.ts';
import { SearchIndex } from '../../../shared/domain/search/search-index.ts';
import type { ChangeNotice } from '../../../shared/sync/engine-api.ts';
import { joinFound } from './join-found.ts';
import { readKept, writeKept } from './kept-indexes.ts';
import type { SearchSource } from './search-source.ts';
import type { SnapshotSealer, SnapshotStore } from './snapshot-store.ts';

export interface KeeperOptions {
  readonly source: SearchSource;
  readonly store: SnapshotStore;
  readonly sealer: SnapshotSealer;
  /** Called after the index changed. */
  readonly onChange: () => void;
  /** Called while what changed since the snapshot, or the whole library, is read at the start. */
  readonly onFill?: (progress: FillProgress) => void;
  /** Milliseconds; tests wait less. */
  readonly rests?: Partial<Rests>;
}

/** Records of the start that are read, and how many there are to read. */
export interface FillProgress {
  readonly read: number;
  readonly total: number;
}

interface Rests {
  /** After a change, before it is read: a series of saves is read once, and never while it is being made. */
  readonly change: number;
  /** Without changes, before a snapshot is written. */
  readonly snapshot: number;
  /** Between two pieces of a library that is read whole: saves come in between. */
  readonly piece: number;
}

const usualRests: Rests = { change: 200, snapshot: 4_000, piece: 4 };
/** Records read at once. */
const pieceSize = 100;

const rest = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

export class SearchKeeper {
  private readonly options: KeeperOptions;
  private readonly rests: Rests;
  private readonly recipe = recipeOf(recordDeclarations);
  private readonly indexes = new Map<ScopeId, SearchIndex>();
  private readonly dirty = new Set<ScopeId>();
  private readonly gone = new Set<ScopeId>();
  private scopes: ReadonlySet<ScopeId> | null = null;
  /** While the lease is over: what is still shown, and all that is found. */
  private readable: SearchIndex | null = null;
  /** The library could not be read because the lease was over. */
  private isUnread = false;
  private writtenAt: Readonly<Record<ScopeId, number>> = {};
  private work: Promise<void> = Promise.resolve();
  private readonly changed = new Set<RecordId>();
  private changeTimer: ReturnType<typeof setTimeout> | null = null;
  private snapshotTimer: ReturnType<typeof setTimeout> | null = null;
  /** What was kept answers. */
  readonly ready: Promise<void>;
  /** Everything that is in the store can be found. */
  readonly filled: Promise<void>;

  constructor(options: KeeperOptions) {
    this.options = options;
    this.rests = { ...usualRests, ...options.rests };
    let isReady = () => {};
    this.ready = new Promise((resolve) => {
      isReady = resolve;
    });
    options.source.onChange((notice) => this.hear(notice));
    this.filled = this.queue(() => this.begin(isReady));
  }

  /** Owners in all scopes that match, best first. */
  find(query: string, options: SearchOptions): Found {
    const held = [...this.indexes].flatMap(([scope, index]) => (this.isHeld(scope) ? index : []));
    const searched = this.readable === null ? held : [this.readable];
    return joinFound(
      searched.map((index) => index.search(query, options)),
      options.limit,
    );
  }

  private async begin(isReady: () => void): Promise<void> {
    const { source, store, sealer } = this.options;
    const [rows, place] = await Promise.all([store.load(), source.place(), this.learnScopes(), this.learnLock()]);
    const kept = place.life === '' ? null : await readKept(rows, sealer, { life: place.life, recipe: this.recipe });
    for (const name of rows.keys()) if (name !== '') this.gone.add(name);
    for (const [scope, index] of kept?.indexes ?? []) if (this.isHeld(scope)) this.adopt(scope, index, kept?.writtenAt);
    isReady();
    this.options.onChange();
    const changed = kept && (await source.changedSince(kept.place));
    if (changed === null) {
      this.indexes.clear();
      this.writtenAt = {};
      return this.fillWhole();
    }
    if (this.readable !== null) {
      for (const record of changed) this.changed.add(record);
      this.isUnread = (kept?.lost ?? []).length > 0;
      return;
    }
    const lost: RecordId[] = [];
    for (const scope of kept?.lost ?? []) if (this.isHeld(scope)) lost.push(...(await source.ids(scope)));
    await this.fill([...new Set([...changed, ...lost])]);
  }

  private async fillWhole(): Promise<void> {
    this.isUnread = this.readable !== null;
    if (!this.isUnread) await this.fill(await this.options.source.ids(null));
  }

  /** Reads what is still shown while the lease is over; the indexes stay as they are, for when it is not any more. */
  private async learnLock(): Promise<void> {
    const { source } = this.options;
    if (!(await source.isLocked())) {
      const wasLocked = this.readable !== null;
      this.readable = null;
      if (wasLocked) this.options.onChange();
      return;
    }
    const ids = await source.ids(null);
    const readable = new SearchIndex();
    for (let at = 0; at < ids.length; at += pieceSize) {
      for (const { document } of await source.documents(ids.slice(at, at + pieceSize)))
        if (document !== null) readable.put(document);
    }
    this.readable = readable;
    this.options.onChange();
  }

  private fill(ids: readonly RecordId[]): Promise<void> {
    return this.read(ids, (read) => this.options.onFill?.({ read, total: ids.length }));
  }

  private adopt(scope: ScopeId, index: SearchIndex, writtenAt: Readonly<Record<ScopeId, number>> = {}): void {
    this.indexes.set(scope, index);
    this.gone.delete(scope);
    this.writtenAt = { ...this.writtenAt, [scope]: writtenAt[scope] as number };
  }

  private isHeld(scope: ScopeId): boolean {
    return this.scopes === null || this.scopes.has(scope);
  }

  private async learnScopes(): Promise<void> {
    const scopes = await this.options.source.scopes();
    this.scopes = scopes === null ? null : new Set(scopes);
    for (const scope of [...this.indexes.keys()].filter((each) => !this.isHeld(each))) {
      this.indexes.delete(scope);
      this.gone.add(scope);
      this.plan();
    }
  }

  private hear({ records, status }: ChangeNotice): void {
    for (const record of records) this.changed.add(record);
    if (!status && records.length === 0) return;
    this.changeTimer ??= setTimeout(() => {
      this.changeTimer = null;
      void this.queue(() => this.follow());
    }, this.rests.change);
  }

  private async follow(): Promise<void> {
    await this.learnLock();
    // What is not shown reads as if it were gone: it is read when it is shown again.
    if (this.readable !== null) return;
    const changed = [...this.changed];
    this.changed.clear();
    try {
      await this.learnScopes();
      if (this.isUnread) await this.fillWhole();
      await this.read(changed);
    } catch (error) {
      // The store could not be read: these are read with the next change.
      for (const record of changed) this.changed.add(record);
      throw error;
    }
  }

  private async read(ids: readonly RecordId[], tell = (_read: number) => {}): Promise<void> {
    for (let at = 0; at < ids.length; at += pieceSize) {
      if (at > 0) await rest(this.rests.piece);
      const piece = ids.slice(at, at + pieceSize);
      const found = await this.options.source.documents(piece);
      const left = new Set(piece);
      for (const { id, scope, document } of found) {
        if (document === null) continue;
        left.delete(id);
        this.indexOf(scope).put(document);
        this.dirty.add(scope);
      }
      for (const id of left) this.remove(id);
      this.options.onChange();
      tell(at + piece.length);
    }
    if (ids.length > 0) this.plan();
  }

  private remove(id: RecordId): void {
    for (const [scope, index] of this.indexes) if (index.remove(id)) this.dirty.add(scope);
  }

  private indexOf(scope: ScopeId): SearchIndex {
    const index = this.indexes.get(scope) ?? new SearchIndex();
    this.indexes.set(scope, index);
    this.gone.delete(scope);
    return index;
  }

  private queue(task: () => Promise<void>): Promise<void> {
    const done = this.work.then(task);
    // What failed is told by its own promise; the next piece of work goes on.
    this.work = done.catch(() => {});
    return done;
  }

  /** A snapshot when nothing has changed for a while. */
  private plan(): void {
    if (this.snapshotTimer !== null) clearTimeout(this.snapshotTimer);
    this.snapshotTimer = setTimeout(() => {
      this.snapshotTimer = null;
      void this.queue(() => this.write());
    }, this.rests.snapshot);
  }

  private async write(): Promise<void> {
    const { source, store, sealer } = this.options;
    const place = await source.place();
    if (place.life === '') return;
    // Word of what was written up to this place may still be on its way: it is waited for and read before the snapshot.
    await rest(this.rests.change);
    await this.follow();
    if (this.readable !== null) return;
    try {
      const { rows, writtenAt } = await writeKept(this.indexes, this.dirty, sealer, {
        place,
        recipe: this.recipe,
        writtenAt: this.writtenAt,
      });
      await store.save(rows, [...this.gone]);
      this.writtenAt = writtenAt;
      this.dirty.clear();
      this.gone.clear();
    } catch {
      // No room, or no database: the index is built anew next time, which is all a snapshot saves.
    }
  }
}
