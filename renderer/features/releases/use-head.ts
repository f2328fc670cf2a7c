import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { pickText } from '../../../shared/domain/localised.ts';
import { type Playbook, playbook } from '../../../shared/domain/playbook.ts';
import { type FrozenPlaybook, freezePlaybook } from '../../../shared/domain/release/frozen-playbook.ts';
import type { PlaybookStanding } from '../../../shared/domain/release/release-standing.ts';
import { step } from '../../../shared/domain/step.ts';
import { childStatesQuery, recordQuery, recordStateQuery } from '../../data/record-queries.ts';
import { useReleases } from '../../data/use-releases.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';

export interface ReleaseHead {
  readonly playbook: Playbook;
  readonly standing: PlaybookStanding;
  readonly title: string;
  readonly lang: string | undefined;
  /** Where its releases are. */
  readonly path: string;
}

/** The playbook of the address with its releases; null when it is not here, undefined while it is read. */
export function useHead(): ReleaseHead | null | undefined {
  const { t } = useTranslation('releases');
  const { language } = useLocale();
  const { playbookId } = useParams({ strict: false }) as { playbookId: string };
  const record = useQuery(recordQuery(playbook, playbookId)).data;
  const standing = useReleases(playbookId);
  if (record === null || record?.deleted) return null;
  if (record === undefined || standing === undefined) return undefined;
  const title = pickText(record.title, language, record.language);
  const path = `/playbooks/${playbookId}/releases`;
  return { playbook: record, standing, title: title?.text ?? t('untitled'), lang: title?.lang, path };
}

/** The way to here: library, playbook, its releases. */
export function useCrumbs({ playbook: { id, reference }, title, lang, path }: ReleaseHead) {
  const { t } = useTranslation('releases');
  const own = `/playbooks/${id}`;
  return [
    { label: t('crumb'), path: '/playbooks' },
    reference === undefined ? { label: title, lang, path: own } : { label: reference, isId: true, path: own },
    { label: t('title'), path },
  ];
}

/** The text as its writers have it now, or why there is none; undefined while it is read. */
export function useDraftText(id: string): ReturnType<typeof freezePlaybook> | undefined {
  const header = useQuery(recordStateQuery(id)).data;
  const steps = useQuery(childStatesQuery(step, id)).data;
  return useMemo(() => (header && steps ? freezePlaybook(header, steps) : undefined), [header, steps]);
}

/** Before there was a text. */
export function emptyText(id: string): FrozenPlaybook {
  return { format: 1, playbook: { id, fields: {}, notes: {} }, steps: [] };
}
