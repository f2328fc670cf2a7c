import { ActionIcon } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconPlayerStop } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../i18n/locale-provider.tsx';
import css from './activity-item.module.css';
import type { Activity } from './activity-store.ts';
import { iconStroke } from './icon.ts';

export interface ActivityItemProps {
  readonly activity: Activity;
  onStop(): void;
}

/** One long task: name, count and rate, bar, stop; then what came of it. */
export function ActivityItem({ activity, onStop }: ActivityItemProps) {
  const { t } = useTranslation('ui');
  const isRunning = activity.state === 'running';
  return (
    <div className={css.item}>
      {activity.state === 'done' && <IconCheck size={16} stroke={2} color="var(--wp-ok)" aria-hidden="true" />}
      {activity.state === 'failed' && (
        <IconAlertTriangle size={16} stroke={2} color="var(--wp-bad)" aria-hidden="true" />
      )}
      <div className={css.text}>
        <div className={css.name}>
          <bdi>{activity.name}</bdi>
        </div>
        <ActivityCount activity={activity} />
        {isRunning && <ActivityBar activity={activity} />}
      </div>
      {activity.path !== null && (
        <Link to={activity.path} className={css.link ?? ''}>
          {t('tray.show')}
        </Link>
      )}
      {isRunning && activity.canStop && (
        <ActionIcon aria-label={t('tray.stop', { name: activity.name })} onClick={onStop}>
          <IconPlayerStop size={17} stroke={iconStroke} />
        </ActionIcon>
      )}
    </div>
  );
}

function ActivityCount({ activity }: { readonly activity: Activity }) {
  const { t } = useTranslation('ui');
  const { format } = useLocale();
  const { done, total, rate } = activity;
  if (activity.state === 'stopped') return <div className={css.count}>{t('tray.stopped', { done })}</div>;
  if (activity.note !== null) return <div className={css.count}>{activity.note}</div>;
  if (activity.state !== 'running') return null;
  const count = total === null ? format.number(done) : t('tray.progress', { done, total });
  return <div className={css.count}>{rate === null ? count : t('tray.countAndRate', { progress: count, rate })}</div>;
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
