import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { createMemory, type MemoryEntry, type MemoryMatch } from '../../../shared/domain/translation/memory.ts';
import { translationOf } from '../../../shared/domain/translation/translation-unit.ts';
import { useEngine } from '../../data/engine-context.tsx';
import { type GridRow, unitKey } from './grid-model.ts';
import type { TranslatedRecord } from './translated-record.ts';
import { translationLibraryQuery } from './translation-library.ts';

export interface MemoryOffer extends MemoryMatch {
  /** Where it came from, as people call it. */
  readonly reference: string;
}

/** What the texts on this disk offer for a unit; undefined while they are read. */
export function useMemory({ key, place: { unit } }: GridRow, lang: string): readonly MemoryOffer[] | undefined {
  const { data: records } = useQuery(translationLibraryQuery(useEngine()));
  const memory = useMemo(() => records && memoryOf(records, unit.lang, lang), [records, unit.lang, lang]);
  return useMemo(() => {
    if (memory === undefined) return undefined;
    const matches = memory.find(unit.source, key);
    return matches.map((match) => ({
      ...match,
      reference: records?.find(({ root }) => root.id === match.entry.record)?.reference ?? '',
    }));
  }, [memory, records, unit.source, key]);
}

/** Everything that is translated between two languages and not behind its source. */
function memoryOf(records: readonly TranslatedRecord[], from: string, to: string) {
  const entries = records.flatMap(({ root, units }) =>
    units.flatMap(({ view, unit }): MemoryEntry[] => {
      if (unit.lang !== from) return [];
      const { state, text } = translationOf(view, unit, to);
      if (text === '' || state === 'outdated' || state === 'initial') return [];
      return [{ unit: unitKey(view.id, unit.field), source: unit.source, target: text, record: root.id }];
    }),
  );
  return createMemory(entries);
}
