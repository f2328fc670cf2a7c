import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useActivityStore } from '../ui/activities.ts';
import type { ActivityHandle } from '../ui/activity-store.ts';
import { useShellData } from './shell-data.ts';

/** An exchange that is over sooner is told by the mark in the rail alone. */
const longWork = 3_000;

/** Shows an exchange with the hub that takes its time in the tray, with how much of what waited has gone. */
export function SyncActivity() {
  const { t } = useTranslation('app');
  const activities = useActivityStore();
  const { phase, waiting } = useShellData().useSyncStatus();
  const isRunning = phase === 'syncing';
  const shown = useRef<{ readonly handle: ActivityHandle; readonly total: number } | null>(null);
  const latest = useRef({ waiting, name: t('tray.sync'), failed: t('tray.syncFailed') });
  latest.current = { waiting, name: t('tray.sync'), failed: t('tray.syncFailed') };
  useEffect(() => {
    if (!isRunning) return;
    const timer = setTimeout(() => {
      const total = latest.current.waiting;
      const options = { canStop: false, ...(total > 0 ? { total } : {}) };
      shown.current = { handle: activities.start(latest.current.name, options), total };
    }, longWork);
    return () => clearTimeout(timer);
  }, [isRunning, activities]);
  useEffect(() => {
    if (shown.current === null) return;
    const { handle, total } = shown.current;
    if (total > 0) handle.progress(Math.max(0, total - waiting));
    if (isRunning) return;
    if (phase === 'idle') handle.finish(undefined, '/sync');
    else handle.fail(latest.current.failed);
    shown.current = null;
  }, [isRunning, phase, waiting]);
  return null;
}
