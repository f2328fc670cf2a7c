import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../i18n/locale-provider.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { Banner } from '../ui/banner.tsx';
import { useMinuteClock } from '../ui/use-minute-clock.ts';
import css from './reading-lock.module.css';
import { useShellData } from './shell-data.ts';

const year = 365 * 86_400_000;

/** Over every screen while the lease is over: since when, what is shown and kept, what opens it again, and who can help ([LE2]). */
export function ReadingLockNotice() {
  const { t } = useTranslation('app');
  const { format } = useLocale();
  const now = useMinuteClock();
  const lock = useShellData().useReadingLock();
  const path = useRouterState({ select: (state) => state.location.pathname });
  if (lock === null) return null;
  const { since, heardAt } = lock;
  return (
    <section aria-label={t('lock.label')} className={css.strip}>
      <Banner
        tone="bad"
        title={t('lock.title', { date: format.date(since) })}
        action={
          path !== '/sync' && (
            <ActionButton component={Link} to="/sync" size="medium">
              {t('lock.act')}
            </ActionButton>
          )
        }
      >
        {t('lock.shown', { date: format.date(heardAt) })} {t('lock.opens')}
        {/* The engine keeps no lock by such a clock ([LE5]). */}
        {now > since + year && <> {t('lock.clock', { date: format.date(now) })}</>}
      </Banner>
    </section>
  );
}
