import {
  IconInbox,
  IconKey,
  IconLink,
  IconLock,
  IconLogout,
  IconServer2,
  IconSignature,
  IconUsers,
} from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Me } from '../../shared/coordinator/contract.ts';
import { useLocale } from '../i18n/locale-provider.tsx';
import { ActionButton } from '../ui/action-button.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Brand } from '../ui/brand.tsx';
import { iconStroke } from '../ui/icon.ts';
import { AccountScreen } from './account-screen.tsx';
import { EnrolScreen } from './enrol-screen.tsx';
import { HealthScreen } from './health-screen.tsx';
import { HeldScreen } from './held-screen.tsx';
import { callHub } from './hub-api.ts';
import { LinksScreen } from './links-screen.tsx';
import { LogScreen } from './log-screen.tsx';
import { MembersScreen } from './members-screen.tsx';
import css from './page-frame.module.css';
import { PageLanguage } from './page-language.tsx';
import { heldQuery, waysInQuery } from './queries.ts';
import { type Place, usePlace } from './use-place.ts';
import './words.ts';
import frame from '../ui/page-frame.module.css';

const screens = {
  health: HealthScreen,
  held: HeldScreen,
  enrol: EnrolScreen,
  members: MembersScreen,
  links: LinksScreen,
  log: LogScreen,
  account: AccountScreen,
} as const;

/** The rail and the screen beside it. */
export function PageFrame({ me }: { readonly me: Me }) {
  const { t } = useTranslation('coordinator');
  const [place] = usePlace();
  const Screen = screens[place];
  return (
    <div className={css.frame}>
      <nav className={css.rail} aria-label={t('title')}>
        <div className={css.brand}>
          <Brand />
          <div className={css.names}>
            <b>{t('title')}</b>
            <bdi>{me.networkName}</bdi>
          </div>
        </div>
        <RailEntries place={place} />
        <RailFoot me={me} />
      </nav>
      <main className={`${frame.sheet} ${css.sheet}`}>
        <Screen me={me} />
      </main>
    </div>
  );
}

function RailEntries({ place }: { readonly place: Place }) {
  const { t } = useTranslation('coordinator');
  const { format } = useLocale();
  const held = useQuery(heldQuery()).data?.changes.length ?? 0;
  const hasProvider = (useQuery(waysInQuery()).data?.provider ?? null) !== null;
  const entries = [
    { at: 'health', label: t('rail.health'), Icon: IconServer2, count: 0 },
    { at: 'held', label: t('rail.held'), Icon: IconInbox, count: held },
    { at: 'enrol', label: t('rail.enrol'), Icon: IconKey, count: 0 },
    { at: 'members', label: t('members.title'), Icon: IconUsers, count: 0 },
    ...(hasProvider ? [{ at: 'links', label: t('rail.links'), Icon: IconLink, count: 0 } as const] : []),
    { at: 'log', label: t('rail.log'), Icon: IconSignature, count: 0 },
  ] as const;
  return (
    <ul className={frame.entries}>
      {entries.map(({ at, label, Icon, count }) => (
        <li key={at}>
          <a
            href={`#/${at}`}
            className={`${frame.entry} ${css.entry}`}
            aria-current={at === place ? 'page' : undefined}
          >
            <Icon size={18} stroke={iconStroke} aria-hidden="true" />
            <span className={css.label}>{label}</span>
            {count > 0 && <span className="wp-num">{format.number(count)}</span>}
          </a>
        </li>
      ))}
    </ul>
  );
}

function RailFoot({ me }: { readonly me: Me }) {
  const { t } = useTranslation('coordinator');
  const client = useQueryClient();
  const [, go] = usePlace();
  const signOut = useMutation({
    mutationFn: () => callHub<{ leave: string | null }>('/sign-out', {}),
    // Nothing of the network stays in the page for whoever sits down next.
    onSettled: (left) => {
      client.clear();
      if (left?.leave) location.assign(left.leave);
      else location.reload();
    },
  });
  return (
    <div className={css.foot}>
      <PageLanguage />
      <div className={css.person}>
        <Avatar name={me.person.name} />
        <div className={css.names}>
          <b>
            <bdi>{me.person.name}</bdi>
          </b>
          <bdi>{me.person.centre}</bdi>
        </div>
      </div>
      {me.recoveryCodesLeft < 3 && (
        <p className={css.warning}>{t('rail.recoveryLeft', { count: me.recoveryCodesLeft })}</p>
      )}
      <ActionButton kind="quiet" icon={IconLock} onClick={() => go('account')}>
        {t('rail.account')}
      </ActionButton>
      <ActionButton kind="quiet" icon={IconLogout} mirrorIcon onClick={() => signOut.mutate()}>
        {t('rail.signOut')}
      </ActionButton>
    </div>
  );
}
