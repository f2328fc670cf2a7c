import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../i18n/locale-provider.tsx';
import { Banner } from '../ui/banner.tsx';
import { failureText } from './failure-words.ts';
import { failureOfError } from './hub-api.ts';
import './words.ts';

/** Says that what is shown may be old, since the hub did not answer the last time; nothing while it does. */
export function StaleNote({ query }: { readonly query: Pick<UseQueryResult, 'error' | 'dataUpdatedAt'> }) {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  if (query.error === null) return null;
  const shown = query.dataUpdatedAt === 0 ? '' : t('stale', { time: format.time(query.dataUpdatedAt) });
  return (
    <Banner tone="due" isNews title={failureText(t, failureOfError(query.error))}>
      {shown}
    </Banner>
  );
}
