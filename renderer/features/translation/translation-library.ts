/**
 * Every translated record on this disk with its progress, kept up with the change feed: the first reading opens all of
 * them, root by root, and tells what it has while it goes on; later ones open only what changed. It yields to the screen
 * between slices, so that a large library never holds up a key press.
 */
import { queryOptions } from '@tanstack/react-query';
import type { RecordId } from '../../../shared/base/ids.ts';
import type { CatalogueEntry } from '../../../shared/domain/catalogue.ts';
import { declarationOf } from '../../../shared/domain/records.ts';
import { viewOf } from '../../../shared/domain/view.ts';
import type { LiveEngine } from '../../data/live-engine.ts';
import { readingOrder, slicesOf } from './reading-order.ts';
import { RecordGroups } from './record-groups.ts';
import { type TranslatedRecord, translatedRecord, translatedTypes } from './translated-record.ts';

/** Records opened before the first rows are shown: a screenful of playbooks with their steps. */
const firstSlice = 100;
/** Records opened at once after that. */
const slice = 200;
/** Milliseconds of work between two chances for the screen. */
const patience = 12;

/** What is known of the library; while it is read for the first time, a part of it. */
export interface LibraryReading {
  readonly records: readonly TranslatedRecord[];
  /** How many of them were read, and how many there are. */
  readonly read: number;
  readonly total: number;
}

/** Nothing is still to come: only then may anything be called done, missing or none. */
export function isWhole({ read, total }: LibraryReading): boolean {
  return read === total;
}

type Tell = (part: LibraryReading) => void;

export class TranslationLibrary {
  readonly #engine: LiveEngine;
  readonly #groups = new RecordGroups();
  readonly #records = new Map<RecordId, TranslatedRecord>();
  /** What changed since the last reading; null until everything was read once. */
  #changed: Set<RecordId> | null = null;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(engine: LiveEngine) {
    this.#engine = engine;
    engine.onChange(({ records }) => {
      for (const id of records) this.#changed?.add(id);
    });
  }

  /** Readings follow one another: a change during one is in it or in the next. `tell` hears of each part of the first. */
  read(tell: Tell): Promise<LibraryReading> {
    const next = this.#reading.then(() => this.#read(tell));
    this.#reading = next.catch(() => undefined);
    return next;
  }

  async #read(tell: Tell): Promise<LibraryReading> {
    const changed = this.#changed;
    this.#changed = new Set();
    try {
      await (changed === null ? this.#readAll(tell) : this.#readAgain([...changed]));
    } catch (fault) {
      this.#changed = null; // what was not read is not known to be unchanged
      throw fault;
    }
    // Whoever asks now is answered with what changed meanwhile: nobody may come to ask again.
    if (this.#changed.size > 0) return this.#read(tell);
    const { size } = this.#records;
    return { records: [...this.#records.values()], read: size, total: size };
  }

  async #readAll(tell: Tell): Promise<void> {
    this.#groups.clear();
    this.#records.clear();
    const groups = readingOrder(await this.#entries());
    let read = 0;
    for (const part of slicesOf(groups, firstSlice, slice)) {
      await this.#open(part.flat());
      read += part.length;
      if (read < groups.length) tell({ records: [...this.#records.values()], read, total: groups.length });
    }
  }

  async #readAgain(ids: readonly RecordId[]): Promise<void> {
    for (let at = 0; at < ids.length; at += slice) await this.#open(ids.slice(at, at + slice));
  }

  async #entries(): Promise<CatalogueEntry[]> {
    return (await Promise.all(translatedTypes.map((type) => this.#engine.list({ type })))).flat();
  }

  /** Opens records anew, and counts anew where something changed. */
  async #open(ids: readonly RecordId[]): Promise<void> {
    const views = (await this.#engine.open(ids)).flatMap((state) => {
      const declaration = translatedTypes.includes(state.type) ? declarationOf(state.type) : undefined;
      const view = declaration && viewOf(declaration, state);
      return view === undefined || view.deleted ? [] : [view];
    });
    let since = performance.now();
    for (const id of this.#groups.take(ids, views)) {
      const [root, ...parts] = this.#groups.membersOf(id);
      if (root === undefined) this.#records.delete(id);
      else this.#records.set(id, translatedRecord(root, parts));
      if (performance.now() - since < patience) continue;
      await new Promise((resolve) => setTimeout(resolve, 0));
      since = performance.now();
    }
  }
}

const libraries = new WeakMap<LiveEngine, TranslationLibrary>();

const libraryKey = ['translation', 'library'] as const;

/** All translated records, part by part; refreshed by the change feed (feature.ts). */
export function translationLibraryQuery(engine: LiveEngine) {
  const library = libraries.get(engine) ?? new TranslationLibrary(engine);
  libraries.set(engine, library);
  return queryOptions({
    queryKey: libraryKey,
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    structuralSharing: false,
    queryFn: ({ client }): Promise<LibraryReading> => library.read((part) => client.setQueryData(libraryKey, part)),
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
