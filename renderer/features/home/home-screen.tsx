import { IconBook2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Fragment, type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../shared/domain/policy/roles.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { catalogueQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBarTools } from '../../ui/top-bar.tsx';
import { useMinuteClock } from '../../ui/use-minute-clock.ts';
import { ChangedList } from './changed-list.tsx';
import { type HomePlaybook, homePlaybook } from './home-model.ts';
import css from './home-screen.module.css';
import { HomeSearch } from './home-search.tsx';
import { LatenessAxis } from './lateness-axis.tsx';
import { PinnedList } from './pinned-list.tsx';
import { RunningNow } from './running-now.tsx';
import { ToSettle } from './to-settle.tsx';

/** Home: search first, then what this role needs within seconds. Every part shows what is on this disk and nothing else. */
export function HomeScreen() {
  const { t } = useTranslation('home');
  const navigate = useNavigate();
  const { roles } = useProfile();
  const playbooks = useHomePlaybooks();
  useScreenTitle(t('title'));
  const parts = playbooks === null ? null : partsFor(roles, playbooks);
  return (
    <div className={css.screen}>
      <ScreenHeading size="unseen">{t('title')}</ScreenHeading>
      <div className={css.top}>
        <HomeSearch playbooks={playbooks ?? []} />
        <TopBarTools />
      </div>
      {playbooks?.length === 0 ? (
        <EmptyState
          icon={IconBook2}
          title={t('empty.title')}
          action={{ label: t('empty.act'), onClick: () => void navigate({ to: '/playbooks' }) }}
        >
          {t('empty.why')}
        </EmptyState>
      ) : (
        parts && (
          <div className={css.columns}>
            <div className={css.column}>{parts.main}</div>
            <div className={css.column}>{parts.side}</div>
          </div>
        )
      )}
    </div>
  );
}

function useHomePlaybooks(): readonly HomePlaybook[] | null {
  const { language } = useLocale();
  const now = useMinuteClock();
  const today = Math.floor(now / 86_400_000);
  const { data } = useQuery(catalogueQuery({ type: 'playbook' }));
  return useMemo(
    () => data?.map((entry) => homePlaybook(entry, language, today * 86_400_000)) ?? null,
    [data, language, today],
  );
}

/** What stands where, by role: a translator sees first what is behind, a coordinator what waits for a decision. */
function partsFor(roles: readonly Role[], playbooks: readonly HomePlaybook[]): { main: ReactNode; side: ReactNode } {
  const pinned = <PinnedList playbooks={playbooks} />;
  const lateness = <LatenessAxis playbooks={playbooks} />;
  const isTranslator = roles[0] === 'translator';
  const settles = roles.some((role) => role === 'coordinator' || role === 'steward');
  const settle = <ToSettle isAlways={settles} />;
  const running = <RunningNow />;
  const changed = <ChangedList playbooks={playbooks} />;
  const side = settles ? [settle, changed, running] : [running, changed, settle];
  return {
    main: inOrder(isTranslator ? [lateness, pinned] : [pinned, lateness]),
    side: inOrder(side),
  };
}

function inOrder(parts: readonly ReactNode[]): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a role have a fixed order
  return parts.map((part, place) => <Fragment key={place}>{part}</Fragment>);
}
