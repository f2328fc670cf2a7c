import { IconCloudDownload, IconCloudOff, IconPlayerPause } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Arriving, ArrivingContext } from '../ui/arriving.ts';
import { useSyncRunner } from './engine-context.tsx';
import { useSyncStatus } from './use-sync-status.ts';
import './words.ts';

/**
 * Until the first sync of this laptop is finished, an empty list means nothing: records are still coming, wait for a link,
 * or wait because sync is paused. Every empty state of records says so instead, with what has come so far.
 */
export function ArrivingProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('data');
  const runner = useSyncRunner();
  const { arriving: count, paused, phase } = useSyncStatus();
  const isCut = phase === 'offline' || phase === 'error';
  const said = useMemo((): Arriving | null => {
    if (count === null) return null;
    const soFar = count === 0 ? t('arriving.nothingYet') : t('arriving.soFar', { count });
    if (paused) {
      const action = { label: t('arriving.resume'), onClick: () => runner.resume() };
      return { icon: IconPlayerPause, title: t('arriving.paused'), action, children: soFar };
    }
    if (!isCut) return { icon: IconCloudDownload, title: t('arriving.title'), children: soFar };
    const action = { label: t('arriving.again'), onClick: () => void runner.now() };
    return { icon: IconCloudOff, title: t('arriving.cut'), action, children: <CutWhy soFar={soFar} /> };
  }, [t, runner, count, paused, isCut]);
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
