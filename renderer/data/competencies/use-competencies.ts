import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { competency } from '../../../shared/domain/competency/competency.ts';
import { competencyNames } from '../../../shared/domain/competency/competency-names.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { catalogueQuery } from '../record-queries.ts';

/** The competencies of frameworks that are here; undefined while they are read. */
export function useCompetencies() {
  return useQuery(catalogueQuery({ type: competency.type })).data;
}

/** The name in the reader's language for the words by which a competency goes; null for words of no framework ([FW7]). */
export function useCompetencyNames() {
  const { language } = useLocale();
  const entries = useCompetencies();
  return useMemo(() => competencyNames(entries ?? [], language), [entries, language]);
}

/** The same for what leaves as text, such as a table; words of no framework stand as they are. Undefined while they are read. */
export function useCompetencyWords() {
  const nameOf = useCompetencyNames();
  const isRead = useCompetencies() !== undefined;
  return isRead ? (words: string) => nameOf(words)?.text ?? words : undefined;
}
