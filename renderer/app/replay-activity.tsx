import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataSession } from '../data/data-session.ts';
import { type OwnWork, useLongActivity } from './use-long-activity.ts';

/** Shows a library that comes back from the journal: at once, since nothing else can be done meanwhile. */
export function ReplayActivity({ session: { replay } }: { readonly session: DataSession }) {
  const { t } = useTranslation('app');
  const now = useSyncExternalStore(replay.subscribe, replay.get);
  useLongActivity(workOf(), { name: t('tray.rebuild'), after: 0, unit: 'bytes' });
  return null;

  function workOf(): OwnWork {
    switch (now?.kind) {
      case undefined:
        return { kind: 'idle' };
      case 'running':
        return { kind: 'running', done: now.read, total: now.total };
      case 'failed':
        return { kind: 'over', state: 'failed', note: t('tray.rebuildFailed') };
      case 'done': {
        const note = now.damaged > 0 ? t('tray.rebuiltDamaged') : t('tray.rebuilt', { count: now.operations });
        return { kind: 'over', state: 'done', note };
      }
    }
  }
}
