import { useQuery } from '@tanstack/react-query';
import type { CatalogueEntry } from '../../shared/domain/catalogue.ts';
import { vocabularyChoice } from '../../shared/domain/vocabulary/vocabulary.ts';
import { catalogueQuery } from './record-queries.ts';

/** Every choice of a vocabulary on this disk; undefined while they are read. */
export function useVocabularyChoices(): readonly CatalogueEntry[] | undefined {
  return useQuery(catalogueQuery({ type: vocabularyChoice.type })).data;
}
