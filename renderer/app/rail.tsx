import { useMediaQuery } from '@mantine/hooks';
import { Link, useRouterState } from '@tanstack/react-router';
import { useFeatures } from '../feature-list.ts';
import { useTranslate } from '../i18n/use-translate.ts';
import { Brand } from '../ui/brand.tsx';
import { iconStroke } from '../ui/icon.ts';
import frame from '../ui/page-frame.module.css';
import { SyncMark, syncMarkClass } from '../ui/sync-mark.tsx';
import { useMinuteClock } from '../ui/use-minute-clock.ts';
import { ProfileMenu } from './profile-menu.tsx';
import css from './rail.module.css';
import { useShellData } from './shell-data.ts';

/** Where one can go, what is saved, and who one is. Only features that exist are listed. */
export function Rail({ small: isFieldScreen }: { readonly small: boolean }) {
  const t = useTranslate();
  const isNarrow = useMediaQuery('(max-width: 900px)') ?? false;
  const small = isFieldScreen || isNarrow;
  const address = useRouterState({ select: (state) => state.location.pathname });
  const entries = useFeatures()
    .flatMap((feature) => feature.rail ?? [])
    .sort((left, right) => left.order - right.order);
  return (
    <nav aria-label={t('app:rail.label')} className={`${css.rail} ${small ? css.small : ''}`}>
      <RailPlace small={small} />
      <div className={frame.entries}>
        {entries.map(({ icon: EntryIcon, label, path, also = [] }) => (
          <Link
            key={path}
            to={path}
            {...(also.some((start) => isUnder(address, start)) ? here : {})}
            activeOptions={{ exact: path === '/', includeSearch: false }}
            className={`${frame.entry} ${css.entry}`}
            title={small ? label(t) : undefined}
          >
            <EntryIcon size={small ? 21 : 18} aria-hidden="true" stroke={iconStroke} />
            <span className={small ? 'wp-unseen' : undefined}>{label(t)}</span>
          </Link>
        ))}
      </div>
      <div className={css.foot}>
        <RailSync small={small} />
        <div className={css.profile}>
          <ProfileMenu small={small} />
        </div>
      </div>
    </nav>
  );
}

/** As the router marks the link of the address itself. */
const here = { 'data-status': 'active', 'aria-current': 'page' } as const;

function isUnder(address: string, start: string): boolean {
  return address === start || address.startsWith(`${start}/`);
}

function RailPlace({ small }: { readonly small: boolean }) {
  const t = useTranslate();
  const place = useShellData().usePlace();
  return (
    <div className={css.brand}>
      <Brand />
      <div className={small ? 'wp-unseen' : css.place}>
        <div className={css.centre}>
          <bdi>{place?.centre ?? t('app:name')}</bdi>
        </div>
        <div className={css.network}>
          <bdi>{place?.network ?? t('app:rail.noNetwork')}</bdi>
        </div>
        {place?.isSample && <div className={css.sample}>{t('app:rail.sample')}</div>}
      </div>
    </div>
  );
}

/** The mark links to the sync screen once a feature offers one. */
function RailSync({ small }: { readonly small: boolean }) {
  const status = useShellData().useSyncStatus();
  const now = useMinuteClock();
  const hasScreen = useFeatures().some((feature) => feature.routes.some((route) => route.path === '/sync'));
  const mark = <SyncMark status={status} now={now} small={small} />;
  if (!hasScreen) return <div className={syncMarkClass(small)}>{mark}</div>;
  return (
    <Link to="/sync" className={syncMarkClass(small)}>
      {mark}
    </Link>
  );
}
