import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { CatalogueEntry } from '../../shared/domain/catalogue.ts';
import { pickListed, type ShownText } from '../../shared/domain/localised.ts';
import { foldText } from '../../shared/domain/names/fold-text.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { catalogueQuery } from './record-queries.ts';

/** A record to choose while typing. */
export interface RecordOption {
  readonly id: string;
  readonly title: ShownText | null;
  readonly reference: string;
  /** The record it belongs to. */
  readonly parent: string;
}

const shownLimit = 8;

/** Finds playbooks by what their titles and references say in any language. */
export function usePlaybookOptions() {
  const entries = useQuery(catalogueQuery({ type: 'playbook' })).data;
  return useOptions(entries, 'title', noWords);
}

/** Finds courses by what their titles and references say in any language. */
export function useCourseOptions() {
  const entries = useQuery(catalogueQuery({ type: 'course' })).data;
  return useOptions(entries, 'title', noWords);
}

/** Finds steps by their names, and by the titles of their playbooks. */
export function useStepOptions() {
  const playbooks = usePlaybookOptions();
  const entries = useQuery(catalogueQuery({ type: 'step' })).data;
  const steps = useMemo(
    () => entries?.filter(({ values }) => values['kind'] !== 'start' && values['kind'] !== 'end'),
    [entries],
  );
  const { wordsOf } = playbooks;
  const wordsOfParent = useCallback((entry: CatalogueEntry) => wordsOf(entry.parent), [wordsOf]);
  return { playbooks, ...useOptions(steps, 'name', wordsOfParent) };
}

const noWords = () => '';

function useOptions(
  entries: readonly CatalogueEntry[] | undefined,
  field: string,
  moreWords: (entry: CatalogueEntry) => string,
) {
  const { language } = useLocale();
  // Folded when somebody first types: thousands of steps are no part of opening a screen.
  const { byId, folded } = useMemo(
    () => ({ byId: new Map((entries ?? []).map((entry) => [entry.id, entry])), folded: new Map<string, string>() }),
    [entries],
  );
  const wordsOf = useCallback(
    (id: string): string => {
      const known = folded.get(id);
      const entry = byId.get(id);
      if (known !== undefined || entry === undefined) return known ?? '';
      const texts = Object.entries(entry.values).flatMap(([key, value]) =>
        key === 'reference' || key.startsWith(`${field}.`) ? [String(value)] : [],
      );
      const words = foldText(texts.join(' '));
      folded.set(id, words);
      return words;
    },
    [byId, folded, field],
  );
  const optionOf = useCallback(
    (id: string | undefined): RecordOption | null => {
      const entry = byId.get(id ?? '');
      if (entry === undefined) return null;
      const { values, parent } = entry;
      return {
        id: entry.id,
        title: pickListed(values, field, language),
        reference: typeof values['reference'] === 'string' ? values['reference'] : '',
        parent,
      };
    },
    [byId, field, language],
  );
  const find = useCallback(
    (typed: string): readonly RecordOption[] => {
      const wanted = foldText(typed).split(/\s+/u).filter(Boolean);
      const found: RecordOption[] = [];
      for (const [id, entry] of byId) {
        const own = wordsOf(id);
        const all = `${own} ${moreWords(entry)}`;
        if (!wanted.every((word) => all.includes(word))) continue;
        const option = optionOf(id);
        if (option !== null) found.push(option);
        if (found.length === shownLimit) break;
      }
      return found;
    },
    [byId, wordsOf, moreWords, optionOf],
  );
  return { find, optionOf, wordsOf };
}
