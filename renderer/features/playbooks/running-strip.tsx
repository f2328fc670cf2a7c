import { IconListCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { useMinuteClock } from '../../ui/use-minute-clock.ts';
import { useRuns } from './open-runs.ts';
import css from './run.module.css';

/** Runs shown in the strip; the rest is one press away. */
const shown = 3;

/** The runs that go on, over the library: whoever opens it at night finds the one that was left. */
export function RunningStrip() {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  const now = useMinuteClock();
  const runs = useRuns();
  const open = runs.filter((run) => run.finishedAt === null);
  if (runs.length === 0) return null;
  return (
    <nav className={css.strip} aria-label={t('run.list.title')}>
      {open.slice(0, shown).map((run) => (
        <Link key={run.id} to="/runs/$runId" params={{ runId: run.id } as never} className={css.stripRun ?? ''}>
          <IconListCheck size={16} stroke={1.7} className="wp-mirror" aria-hidden="true" />
          <bdi>{run.title}</bdi>
          <span className={css.stripMeta}>
            {run.place !== null && (
              <>
                <bdi>{run.place}</bdi> ·{' '}
              </>
            )}
            {format.relative(run.startedAt, now)}
          </span>
        </Link>
      ))}
      <Link to="/runs" className={css.link ?? ''}>
        {t('run.list.all')}
      </Link>
    </nav>
  );
}
