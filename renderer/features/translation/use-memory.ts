import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { MemoryMatch } from '../../../shared/domain/translation/memory.ts';
import { useEngine } from '../../data/engine-context.tsx';
import type { GridRow } from './grid-model.ts';
import { memoryIndexOf } from './memory-index.ts';
import { isWhole, translationLibraryQuery } from './translation-library.ts';

export interface MemoryOffer extends MemoryMatch {
  /** Where it came from, as people call it. */
  readonly reference: string;
}

/** What the texts on this disk offer for a unit; undefined while they are read and none is like it yet. */
export function useMemory({ key, place: { unit } }: GridRow, lang: string): readonly MemoryOffer[] | undefined {
  const engine = useEngine();
  const { data: reading } = useQuery(translationLibraryQuery(engine));
  return useMemo(() => {
    if (reading === undefined) return undefined;
    const { records } = reading;
    const matches = memoryIndexOf(engine, unit.lang, lang).over(records).find(unit.source, key);
    if (matches.length === 0 && !isWhole(reading)) return undefined;
    return matches.map((match) => ({
      ...match,
      reference: records.find(({ root }) => root.id === match.entry.record)?.reference ?? '',
    }));
  }, [engine, reading, unit.lang, unit.source, key, lang]);
}
