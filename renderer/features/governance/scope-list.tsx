import { IconFolders } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScopeInfo } from '../../../shared/domain/identity.ts';
import { roles as allRoles } from '../../../shared/domain/policy/roles.ts';
import { useIdentity, useProfile } from '../../data/engine-context.tsx';
import { catalogueQuery } from '../../data/record-queries.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { roleNames } from '../../i18n/role-names.ts';
import { useTranslate } from '../../i18n/use-translate.ts';
import { ActionButton } from '../../ui/action-button.tsx';
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
import { useAskable } from './use-access.ts';
import { WordsOfExercises } from './words-of-exercises.tsx';

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
        {scopes.length > 0 && <WordsOfExercises />}
        {scopes.map((scope) => (
          <Scope key={scope.id} scope={scope} records={counts.get(scope.id) ?? 0} />
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

function Scope({ scope, records }: { readonly scope: ScopeInfo; readonly records: number }) {
  const { t } = useTranslation('governance');
  const { format } = useLocale();
  const { grants, profiles } = useIdentity();
  const { person: me } = useProfile();
  const held = profiles.flatMap((profile) => {
    const own = grants.filter((grant) => grant.scope === scope.id && grant.person === profile.person);
    const roles = allRoles.filter((role) => own.some((grant) => grant.roles.includes(role)));
    const until = own.every((grant) => grant.until !== undefined)
      ? Math.max(...own.map((grant) => grant.until ?? 0))
      : null;
    return roles.length === 0 ? [] : [{ ...profile, roles, until }];
  });
  return (
    <section aria-label={scope.name}>
      <SectionHead title={scope.name} meta={t('scopes.records', { count: records })}>
        <Tag tone={scope.centre === undefined ? 'accent' : 'quiet'}>
          {scope.centre === undefined ? t('scopes.network') : <bdi>{scope.centre}</bdi>}
        </Tag>
      </SectionHead>
      <Panel>
        {held.map(({ person, name, centre, roles, until }) => (
          <ListRow
            key={person}
            title={<bdi>{name}</bdi>}
            sub={
              <RowFacts>
                <bdi>{centre}</bdi>
                {person === me && <span>{t('scopes.you')}</span>}
                {until !== null && (
                  <span>{t('access.until', { day: format.date(new Date(until - 1), 'medium') })}</span>
                )}
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
