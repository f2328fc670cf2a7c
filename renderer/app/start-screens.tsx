import { useTranslation } from 'react-i18next';
import { openElsewhere } from '../data/desktop.ts';
import { useActivities } from '../ui/activities.ts';
import { ActivityItem } from '../ui/activity-item.tsx';
import { isUnderWay } from '../ui/activity-store.ts';
import { Brand } from '../ui/brand.tsx';
import { FaultPanel } from './fault-panel.tsx';
import css from './start-screens.module.css';

/** While the engine opens the library, or brings it back. */
export function Starting() {
  const { t } = useTranslation('app');
  const underWay = useActivities().filter(isUnderWay);
  return (
    <main className={css.starting} aria-busy="true">
      <Brand size={40} />
      <p className={css.words}>{underWay.length > 0 ? t('start.rebuilding') : t('start.opening')}</p>
      {underWay.map((activity) => (
        <div key={activity.id} className={css.work}>
          <ActivityItem activity={activity} />
        </div>
      ))}
    </main>
  );
}

/** The library could not be opened; what can still be done. */
export function StartFailure({ reason, onRetry }: { readonly reason: string; onRetry(): void }) {
  const { t } = useTranslation('app');
  const elsewhere = reason === openElsewhere;
  return (
    <main>
      <FaultPanel
        fault={reason}
        title={elsewhere ? t('start.elsewhere.title') : t('start.failed.title')}
        words={[elsewhere ? t('start.elsewhere.act') : t('start.failed.kept')]}
        retryLabel={t('start.retry')}
        onRetry={onRetry}
      />
    </main>
  );
}
