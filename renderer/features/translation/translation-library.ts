/**
 * Every translated record on this disk with its progress, kept up with the change feed: the first reading opens all of
 * them in slices, later ones only what changed. It yields to the screen between slices, so that a large library never
 * holds up a key press.
 */
import { queryOptions } from '@tanstack/react-query';
import type { RecordId } from '../../../shared/base/ids.ts';
import type { RecordView } from '../../../shared/domain/declare-record.ts';
import { declarationOf } from '../../../shared/domain/records.ts';
import { viewOf } from '../../../shared/domain/view.ts';
import type { LiveEngine } from '../../data/live-engine.ts';
import { parentOf, type TranslatedRecord, translatedRecord, translatedTypes } from './translated-record.ts';

/** Records opened at once. */
const slice = 200;
/** Milliseconds of work between two chances for the screen. */
const patience = 12;

class TranslationLibrary {
  readonly #engine: LiveEngine;
  readonly #views = new Map<RecordId, RecordView>();
  #records = new Map<RecordId, TranslatedRecord>();
  /** What changed since the last reading; null until everything was read once. */
  #changed: Set<RecordId> | null = null;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(engine: LiveEngine) {
    this.#engine = engine;
    engine.onChange(({ records }) => {
      for (const id of records) this.#changed?.add(id);
    });
  }

  /** Readings follow one another: a change during one is in the next. */
  read(): Promise<readonly TranslatedRecord[]> {
    const next = this.#reading.then(() => this.#read());
    this.#reading = next.catch(() => undefined);
    return next;
  }

  async #read(): Promise<readonly TranslatedRecord[]> {
    const ids = this.#changed === null ? await this.#everything() : [...this.#changed];
    this.#changed = new Set();
    try {
      for (let at = 0; at < ids.length; at += slice) await this.#open(ids.slice(at, at + slice));
    } catch (fault) {
      this.#changed = null; // what was not read is not known to be unchanged
      throw fault;
    }
    await this.#regroup(new Set(ids));
    return [...this.#records.values()];
  }

  async #everything(): Promise<RecordId[]> {
    const lists = await Promise.all(translatedTypes.map((type) => this.#engine.list({ type })));
    return lists.flatMap((entries) => entries.map(({ id }) => id));
  }

  async #open(ids: readonly RecordId[]): Promise<void> {
    for (const id of ids) this.#views.delete(id);
    for (const state of await this.#engine.open(ids)) {
      const declaration = translatedTypes.includes(state.type) ? declarationOf(state.type) : undefined;
      const view = declaration && viewOf(declaration, state);
      if (view !== undefined && !view.deleted) this.#views.set(state.id, view);
    }
  }

  /** Puts parts to their roots, and counts anew where something changed. */
  async #regroup(changed: ReadonlySet<RecordId>): Promise<void> {
    const groups = new Map<RecordId, RecordView[]>();
    for (const view of this.#views.values()) {
      const root = this.#rootOf(view);
      groups.set(root, [...(groups.get(root) ?? []), view]);
    }
    const records = new Map<RecordId, TranslatedRecord>();
    let since = performance.now();
    for (const [id, views] of groups) {
      const before = this.#records.get(id);
      const isSame =
        before !== undefined && views.length === before.size && !views.some((view) => changed.has(view.id));
      records.set(id, isSame ? before : counted(id, views));
      if (performance.now() - since < patience) continue;
      await new Promise((resolve) => setTimeout(resolve, 0));
      since = performance.now();
    }
    this.#records = records;
  }

  #rootOf(view: RecordView): RecordId {
    let root = view;
    // no deeper than declared types go; a circle of damaged references ends too
    for (let depth = 0; depth < 4; depth += 1) {
      const parent = this.#views.get(parentOf(root) ?? '');
      if (parent === undefined) break;
      root = parent;
    }
    return root.id;
  }
}

function counted(id: RecordId, views: readonly RecordView[]): TranslatedRecord {
  const root = views.find((view) => view.id === id) as RecordView;
  return translatedRecord(
    root,
    views.filter((view) => view !== root),
  );
}

const libraries = new WeakMap<LiveEngine, TranslationLibrary>();

/** All translated records; refreshed by the change feed (feature.ts). */
export function translationLibraryQuery(engine: LiveEngine) {
  const library = libraries.get(engine) ?? new TranslationLibrary(engine);
  libraries.set(engine, library);
  return queryOptions({
    queryKey: ['translation', 'library'] as const,
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    structuralSharing: false,
    queryFn: () => library.read(),
  });
}

/** One record with what belongs to it, without waiting for the others; null when it is not on this disk. */
export function translatedRecordQuery(engine: LiveEngine, id: RecordId) {
  return queryOptions({
    queryKey: ['translation', 'record', id] as const,
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    structuralSharing: false,
    queryFn: async (): Promise<TranslatedRecord | null> => {
      const parts = await Promise.all(translatedTypes.map((type) => engine.list({ type, parent: id })));
      const ids = parts.flatMap((entries) => entries.map((entry) => entry.id));
      const views = (await engine.open([id, ...ids])).flatMap((state) => {
        const declaration = declarationOf(state.type);
        return declaration === undefined ? [] : [viewOf(declaration, state)];
      });
      const root = views.find((view) => view.id === id);
      if (root === undefined || root.deleted || !translatedTypes.includes(root.type)) return null;
      return translatedRecord(
        root,
        views.filter((view) => view !== root && !view.deleted),
      );
    },
  });
}
