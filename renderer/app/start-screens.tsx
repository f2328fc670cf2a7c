import { useTranslation } from 'react-i18next';
import { openElsewhere } from '../data/desktop.ts';
import { Brand } from '../ui/brand.tsx';
import { FaultPanel } from './fault-panel.tsx';
import css from './start-screens.module.css';

/** While the engine opens the library. */
export function Starting() {
  const { t } = useTranslation('app');
  return (
    <main className={css.starting} aria-busy="true">
      <Brand size={40} />
      <p className={css.words}>{t('start.opening')}</p>
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
