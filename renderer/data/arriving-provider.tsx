import { IconCloudDownload, IconCloudOff, IconLock, IconPlayerPause, IconUserQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Arriving, ArrivingContext } from '../ui/arriving.ts';
import { useSyncRunner } from './engine-context.tsx';
import { leaseQuery } from './record-queries.ts';
import { useSyncStatus } from './use-sync-status.ts';
import './words.ts';

/**
 * While the lease is over an empty list means that reading is locked ([LE2]). Until the first sync of this laptop is finished, an empty list means nothing: records are still coming, wait for a link,
 * or wait because sync is paused. Every empty state of records says so instead, with what has come so far.
 */
export function ArrivingProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('data');
  const runner = useSyncRunner();
  const { arriving: count, paused, phase } = useSyncStatus();
  const { data: lease } = useQuery(leaseQuery());
  const isLocked = lease?.isOver === true;
  const isAsked = phase === 'unanswered';
  const isCut = phase === 'offline' || phase === 'error';
  const said = useMemo((): Arriving | null => {
    const syncNow = { label: t('arriving.again'), onClick: () => void runner.now() };
    if (isLocked) return { icon: IconLock, title: t('locked.title'), action: syncNow, children: t('locked.why') };
    if (count === null) return null;
    if (isAsked) return { icon: IconUserQuestion, title: t('arriving.asked'), children: t('arriving.askedWhy') };
    const soFar = count === 0 ? t('arriving.nothingYet') : t('arriving.soFar', { count });
    if (paused) {
      const action = { label: t('arriving.resume'), onClick: () => runner.resume() };
      return { icon: IconPlayerPause, title: t('arriving.paused'), action, children: soFar };
    }
    if (!isCut) return { icon: IconCloudDownload, title: t('arriving.title'), children: soFar };
    return { icon: IconCloudOff, title: t('arriving.cut'), action: syncNow, children: <CutWhy soFar={soFar} /> };
  }, [t, runner, count, paused, isCut, isLocked, isAsked]);
  return <ArrivingContext value={said}>{children}</ArrivingContext>;
}

function CutWhy({ soFar }: { readonly soFar: string }) {
  const { t } = useTranslation('data');
  return (
    <>
      <p>{t('arriving.cutWhy')}</p>
      <p>{soFar}</p>
    </>
  );
}
