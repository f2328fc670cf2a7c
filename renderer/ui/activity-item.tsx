import { ActionIcon } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconPlayerStop } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../i18n/locale-provider.tsx';
import css from './activity-item.module.css';
import type { Activity, ActivityEnd } from './activity-store.ts';
import { iconStroke } from './icon.ts';

export interface ActivityItemProps {
  readonly activity: Activity;
  /** Absent where it can only be watched. */
  onStop?(): void;
}

/** One long task: name, count and rate, bar, stop; then what came of it. */
export function ActivityItem({ activity, onStop }: ActivityItemProps) {
  const { t } = useTranslation('ui');
  const { state } = activity;
  const isRunning = state === 'running' || state === 'stopping';
  return (
    <div className={css.item}>
      {state === 'done' && <IconCheck size={16} stroke={2} color="var(--wp-ok)" aria-hidden="true" />}
      {state === 'failed' && <IconAlertTriangle size={16} stroke={2} color="var(--wp-bad)" aria-hidden="true" />}
      {state === 'stopped' && <IconPlayerStop size={16} stroke={2} color="var(--wp-due)" aria-hidden="true" />}
      <div className={css.text}>
        <div className={css.name}>
          <bdi>{activity.name}</bdi>
          {!isRunning && <span className={css[state]}>{stateWords[state](t)}</span>}
        </div>
        <ActivityCount activity={activity} />
        {isRunning && <ActivityBar activity={activity} />}
      </div>
      {activity.path !== null && (
        <Link to={activity.path} className={css.link ?? ''}>
          {t('tray.show')}
        </Link>
      )}
      {isRunning && activity.canStop && onStop && (
        <ActionIcon aria-label={t('tray.stop', { name: activity.name })} onClick={onStop}>
          <IconPlayerStop size={17} stroke={iconStroke} aria-hidden="true" />
        </ActionIcon>
      )}
    </div>
  );
}

const stateWords = {
  done: (t) => t('tray.done'),
  stopped: (t) => t('tray.stopped'),
  failed: (t) => t('tray.failed'),
} satisfies Record<ActivityEnd['state'], (t: TFunction<'ui'>) => string>;

function ActivityCount({ activity }: { readonly activity: Activity }) {
  const { t } = useTranslation('ui');
  const { format } = useLocale();
  const { done, total, rate, unit } = activity;
  if (activity.state === 'stopping') return <div className={css.count}>{t('tray.stopping')}</div>;
  if (activity.state !== 'running') return activity.note && <div className={css.count}>{activity.note}</div>;
  const said = (value: number) => (unit === 'bytes' ? format.bytes(value) : format.number(value));
  const progress = total === null ? said(done) : t('tray.progress', { done: said(done), total: said(total) });
  return (
    <div className={css.count}>{rate === null ? progress : t('tray.countAndRate', { progress, rate: said(rate) })}</div>
  );
}

function ActivityBar({ activity: { name, done, total } }: { readonly activity: Activity }) {
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  return (
    <div
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(share === null ? {} : { 'aria-valuenow': Math.round(share * 100) })}
      className={css.bar}
    >
      {share === null ? (
        <div className={css.open} />
      ) : (
        <div className={css.fill} style={{ inlineSize: `${share * 100}%` }} />
      )}
    </div>
  );
}
