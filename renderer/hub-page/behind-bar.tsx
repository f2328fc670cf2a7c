import { useTranslation } from 'react-i18next';
import { type DeviceHealth, day, week } from '../../shared/coordinator/device-health.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import css from './behind-bar.module.css';
import './words.ts';

interface BehindBarProps {
  readonly health: DeviceHealth;
  readonly mark: 'revoked' | 'retired' | null;
}

/** How long a device has lacked what the hub has: nothing to a day, to a week, to a month, a third of the bar each. */
export function BehindBar({ health, mark }: BehindBarProps) {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  const { behind, behindMs } = health;
  const tone = behindMs >= week ? 'bad' : behindMs >= day ? 'due' : 'ok';
  const words = behind === 0 ? t('health.level') : t('health.operations', { count: behind });
  const since = behind === 0 ? '' : format.relative(-behindMs, 0);
  return (
    <div className={css.row}>
      <svg className={`${css.bar} wp-mirror`} viewBox="0 0 120 8" preserveAspectRatio="none" aria-hidden="true">
        <rect className={css.ground} width="120" height="8" rx="2" />
        <rect className={css[tone]} width={Math.max(4, 120 * shareOf(behindMs))} height="8" rx="2" />
        <path className={css.marks} d="M40 0v8M80 0v8" />
      </svg>
      <span className={behind === 0 ? css.quiet : css[`${tone}Words`]}>
        {mark === null ? words : mark === 'revoked' ? t('health.revoked') : t('health.retired')}
        {since !== '' && mark === null && <span className={css.since}>{since}</span>}
      </span>
    </div>
  );
}

/** Where on the bar a length of time stands, from 0 to 1. */
export function shareOf(milliseconds: number): number {
  const steps: readonly (readonly [from: number, to: number])[] = [
    [0, day],
    [day, week],
    [week, 30 * day],
  ];
  const filled = steps.map(([from, to]) => Math.min(1, Math.max(0, (milliseconds - from) / (to - from))));
  return filled.reduce((sum, share) => sum + share / steps.length, 0);
}
