import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useShellData } from './shell-data.ts';
import { longWork, type OwnWork, useLongActivity } from './use-long-activity.ts';

/** Shows an exchange with the hub that takes its time in the tray, with how much has come and gone. */
export function SyncActivity() {
  const { t } = useTranslation('app');
  const { phase, waiting, progress } = useShellData().useSyncStatus();
  const isRunning = phase === 'syncing';
  const atStart = useRef(waiting);
  useEffect(() => {
    if (!isRunning) atStart.current = waiting;
  }, [isRunning, waiting]);
  useLongActivity(workOf(), { name: t('tray.sync'), after: longWork });
  return null;

  function workOf(): OwnWork {
    if (isRunning && progress !== null) {
      const { sent, received, toSend, toReceive } = progress;
      return { kind: 'running', done: sent + received, total: toSend + toReceive };
    }
    const total = Math.max(atStart.current, waiting);
    if (isRunning) return { kind: 'running', done: total - waiting, total: total > 0 ? total : null };
    if (phase !== 'idle') return { kind: 'over', state: 'failed', note: t('tray.syncFailed') };
    const note = waiting === 0 ? t('tray.allSent') : t('tray.synced', { count: waiting });
    return { kind: 'over', state: 'done', note, path: '/sync' };
  }
}
