import { IconFolders } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { overseenScopes } from '../../../shared/domain/policy/overseers.ts';
import { useIdentity, useProfile } from '../../data/engine-context.tsx';
import { catalogueQuery } from '../../data/record-queries.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { ListHead, PageBody } from '../../ui/page-body.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { SectionHead } from '../../ui/section-head.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { GovernanceTabs } from './governance-tabs.tsx';
import { SaveMembers } from './save-members.tsx';
import { ScopeSection } from './scope-section.tsx';
import { useAskable } from './use-access.ts';
import { WordsOfExercises } from './words-of-exercises.tsx';

/** The scopes that this laptop shares: whose they are, who holds which role there as far as it knows, and how much lies in them. */
export function ScopeList() {
  const { t } = useTranslation('governance');
  const { scopes, grants } = useIdentity();
  const { person: me } = useProfile();
  const overseen = overseenScopes(grants.filter(({ person }) => person === me));
  const seesFew = scopes.some(({ id }) => !overseen.includes(id));
  const entries = useQuery(catalogueQuery({})).data;
  const counts = useMemo(() => {
    const found = new Map<string, number>();
    for (const { scope } of entries ?? []) found.set(scope, (found.get(scope) ?? 0) + 1);
    return found;
  }, [entries]);
  useScreenTitle(t('tabs.scopes'), t('rail.label'));
  return (
    <>
      <TopBar crumbs={[{ label: t('rail.label'), path: '/governance' }, { label: t('tabs.scopes') }]} />
      <PageBody>
        <ListHead title={t('tabs.scopes')} end={scopes.length > 0 && <SaveMembers />}>
          <GovernanceTabs at="scopes" />
        </ListHead>
        {scopes.length === 0 && (
          <EmptyState icon={IconFolders} title={t('scopes.none')}>
            {t('scopes.ask')}
          </EmptyState>
        )}
        {scopes.length > 0 && (
          <Banner tone="info">
            {t('scopes.ask')} {seesFew && t('scopes.ownOnly')}
          </Banner>
        )}
        {scopes.length > 0 && <WordsOfExercises />}
        {scopes.map((scope) => (
          <ScopeSection key={scope.id} scope={scope} records={counts.get(scope.id) ?? 0} />
        ))}
        <Askable />
      </PageBody>
    </>
  );
}

/** Scopes that whoever works here may not read, each with the way to ask for it. */
function Askable() {
  const { t } = useTranslation('governance');
  const navigate = useNavigate();
  const askable = useAskable();
  if (askable.length === 0) return null;
  return (
    <section aria-labelledby="askable-scopes">
      <SectionHead id="askable-scopes" title={t('access.others')} count={askable.length} />
      <Panel>
        {askable.map(({ id, name, centre }) => (
          <ListRow
            key={id}
            title={<bdi>{name}</bdi>}
            sub={centre === undefined ? t('scopes.network') : <bdi>{centre}</bdi>}
            end={
              <ActionButton
                aria-label={t('access.askFor', { scope: name })}
                onClick={() => void navigate({ to: `/governance/access/ask/${id}` })}
              >
                {t('access.new')}
              </ActionButton>
            }
          />
        ))}
      </Panel>
    </section>
  );
}
