import { IconFolders } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScopeInfo } from '../../../shared/domain/identity.ts';
import { roles as allRoles } from '../../../shared/domain/policy/roles.ts';
import { useIdentity, useProfile } from '../../data/engine-context.tsx';
import { catalogueQuery } from '../../data/record-queries.ts';
import { roleNames } from '../../i18n/role-names.ts';
import { useTranslate } from '../../i18n/use-translate.ts';
import { Banner } from '../../ui/banner.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { ListHead, PageBody, RowFacts } from '../../ui/page-body.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { SectionHead } from '../../ui/section-head.tsx';
import { Tag } from '../../ui/tag.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { GovernanceTabs } from './governance-tabs.tsx';

/** The scopes that this laptop shares: whose they are, who of it holds which role there, and how much lies in them. */
export function ScopeList() {
  const { t } = useTranslation('governance');
  const { scopes } = useIdentity();
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
        <ListHead title={t('tabs.scopes')}>
          <GovernanceTabs at="scopes" />
        </ListHead>
        {scopes.length === 0 && (
          <EmptyState icon={IconFolders} title={t('scopes.none')}>
            {t('scopes.ask')}
          </EmptyState>
        )}
        {scopes.length > 0 && <Banner tone="info">{t('scopes.ask')}</Banner>}
        {scopes.map((scope) => (
          <Scope key={scope.id} scope={scope} records={counts.get(scope.id) ?? 0} />
        ))}
      </PageBody>
    </>
  );
}

function Scope({ scope, records }: { readonly scope: ScopeInfo; readonly records: number }) {
  const { t } = useTranslation('governance');
  const { grants, profiles } = useIdentity();
  const { person: me } = useProfile();
  const held = profiles.flatMap((profile) => {
    const own = grants.filter((grant) => grant.scope === scope.id && grant.person === profile.person);
    const roles = allRoles.filter((role) => own.some((grant) => grant.roles.includes(role)));
    return roles.length === 0 ? [] : [{ ...profile, roles }];
  });
  return (
    <section aria-label={scope.name}>
      <SectionHead title={scope.name} meta={t('scopes.records', { count: records })}>
        <Tag tone={scope.centre === undefined ? 'accent' : 'quiet'}>
          {scope.centre === undefined ? t('scopes.network') : <bdi>{scope.centre}</bdi>}
        </Tag>
      </SectionHead>
      <Panel>
        {held.map(({ person, name, centre, roles }) => (
          <ListRow
            key={person}
            title={<bdi>{name}</bdi>}
            sub={
              <RowFacts>
                <bdi>{centre}</bdi>
                {person === me && <span>{t('scopes.you')}</span>}
              </RowFacts>
            }
            end={<Roles roles={roles} />}
          />
        ))}
      </Panel>
    </section>
  );
}

function Roles({ roles }: { readonly roles: readonly (keyof typeof roleNames)[] }) {
  const translate = useTranslate();
  return (
    <>
      {roles.map((role) => (
        <Tag key={role}>{roleNames[role](translate)}</Tag>
      ))}
    </>
  );
}
