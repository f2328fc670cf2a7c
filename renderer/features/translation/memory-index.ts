/** The translation memory between two languages, kept up with the library: what did not change is not indexed again. */
import type { RecordId } from '../../../shared/base/ids.ts';
import { createMemory, type MemoryEntry, type TranslationMemory } from '../../../shared/domain/translation/memory.ts';
import { translationOf } from '../../../shared/domain/translation/translation-unit.ts';
import type { LiveEngine } from '../../data/live-engine.ts';
import { unitKey } from './grid-model.ts';
import type { TranslatedRecord } from './translated-record.ts';

export class MemoryIndex {
  readonly #from: string;
  readonly #to: string;
  readonly #memory = createMemory();
  readonly #indexed = new Map<RecordId, TranslatedRecord>();

  constructor(from: string, to: string) {
    this.#from = from;
    this.#to = to;
  }

  /** The memory of these records. One that is the same object as before did not change: the library sees to that. */
  over(records: readonly TranslatedRecord[]): Pick<TranslationMemory, 'find'> {
    const gone = new Set(this.#indexed.keys());
    for (const record of records) {
      const { id } = record.root;
      gone.delete(id);
      if (this.#indexed.get(id) === record) continue;
      this.#memory.put(id, this.#entriesOf(record));
      this.#indexed.set(id, record);
    }
    for (const id of gone) {
      this.#memory.put(id, []);
      this.#indexed.delete(id);
    }
    return this.#memory;
  }

  /** Everything that is translated between the two languages and not behind its source. */
  #entriesOf({ root, units }: TranslatedRecord): MemoryEntry[] {
    return units.flatMap(({ view, unit }) => {
      if (unit.lang !== this.#from) return [];
      const { state, text } = translationOf(view, unit, this.#to);
      if (text === '' || state === 'outdated' || state === 'initial') return [];
      return [{ unit: unitKey(view.id, unit.field), source: unit.source, target: text, record: root.id }];
    });
  }
}

const indexes = new WeakMap<LiveEngine, Map<string, MemoryIndex>>();

/** The one index of an engine's texts between two languages: it outlives the screens that ask it. */
export function memoryIndexOf(engine: LiveEngine, from: string, to: string): MemoryIndex {
  const known = indexes.get(engine) ?? new Map<string, MemoryIndex>();
  indexes.set(engine, known);
  const index = known.get(`${from} ${to}`) ?? new MemoryIndex(from, to);
  known.set(`${from} ${to}`, index);
  return index;
}
