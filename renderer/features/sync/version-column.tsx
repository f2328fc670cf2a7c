import { IconCheck, IconDeviceLaptop, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Head } from '../../../shared/domain/record-state.ts';
import { useIdentity } from '../../data/engine-context.tsx';
import { isoOf } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { iconStroke } from '../../ui/icon.ts';
import { RecordId } from '../../ui/record-id.tsx';
import { useMinuteClock } from '../../ui/use-minute-clock.ts';
import { usePersonName } from './use-person-name.ts';
import css from './version-column.module.css';
import { WhoWrote } from './who-wrote.tsx';

export interface VersionColumnProps {
  readonly tone: 'base' | 'theirs' | 'yours';
  readonly title: string;
  /** Who wrote it, when and where; absent when both sides began apart, null where there is nobody to name. */
  readonly origin?: Pick<Head, 'id' | 'author' | 'device' | 'wall'> | null | undefined;
  readonly children: ReactNode;
  /** The button that takes this version. */
  readonly action?: ReactNode;
}

/** One version of a field: what it is, who wrote it where and when, then its text. */
export function VersionColumn({ tone, title, origin, children, action }: VersionColumnProps) {
  const { t } = useTranslation('sync');
  return (
    <section className={`${css.column} ${css[tone]}`} aria-label={title}>
      <header className={css.head}>
        <div className={css.first}>
          <h2 className={css.title}>{title}</h2>
          {origin && <RecordId>{`${origin.id.slice(0, 4)}·${origin.id.slice(4, 8)}`}</RecordId>}
        </div>
        {origin && <Origin origin={origin} tone={tone} />}
        {origin === undefined && <p className={css.meta}>{t('base.none')}</p>}
      </header>
      <div className={css.body}>{children}</div>
      {action && <div className={css.action}>{action}</div>}
    </section>
  );
}

function Origin({
  origin,
  tone,
}: {
  readonly origin: NonNullable<VersionColumnProps['origin']>;
  readonly tone: string;
}) {
  const { t } = useTranslation('sync');
  const { format } = useLocale();
  const { device } = useIdentity();
  const now = useMinuteClock();
  const { name } = usePersonName()(origin.author);
  const isHere = origin.device === device;
  const DeviceIcon = isHere ? IconCheck : IconDeviceLaptop;
  return (
    <>
      <p className={css.who}>
        {tone === 'base' ? (
          <IconLock size={16} stroke={iconStroke} aria-hidden="true" />
        ) : (
          <Avatar name={name} size="small" />
        )}
        <span>
          <WhoWrote person={origin.author} />
        </span>
      </p>
      <p className={css.meta}>
        {tone === 'base' ? (
          t('base.what')
        ) : (
          <>
            <DeviceIcon size={14} stroke={iconStroke} aria-hidden="true" />{' '}
            {isHere ? t('who.thisLaptop') : t('who.laptop', { id: origin.device.slice(0, 8) })}
          </>
        )}
      </p>
      <p className={css.meta}>
        <time className="wp-num" dateTime={isoOf(origin.wall)}>
          {format.dateTime(origin.wall)}
        </time>
        <span aria-hidden="true"> · </span>
        {format.relative(origin.wall, now)}
      </p>
    </>
  );
}
