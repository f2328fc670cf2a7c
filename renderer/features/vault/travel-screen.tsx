import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScopeId } from '../../../shared/base/ids.ts';
import type { Travel, TravelFailure } from '../../../shared/sync/travel-api.ts';
import { useEngine, useIdentity, useSyncRunner } from '../../data/engine-context.tsx';
import { catalogueQuery, travelQuery } from '../../data/record-queries.ts';
import { useFailureText } from '../../i18n/failure-text.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAnnounce } from '../../ui/announcer.tsx';
import { Banner } from '../../ui/banner.tsx';
import { CountTable } from '../../ui/count-table.tsx';
import { Problem } from '../../ui/problem.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import css from './vault.module.css';
import './words.ts';

/** Leaving scopes behind before a travel, and having them back after it ([TM1] to [TM4]). */
export function TravelScreen() {
  const { t } = useTranslation('vault');
  const { data: travel } = useQuery(travelQuery());
  useScreenTitle(t('travel.title'));
  return (
    <>
      <TopBar crumbs={[{ label: t('screen.title'), path: '/vault' }, { label: t('travel.title') }]} />
      <div className={css.body}>
        <ScreenHeading>{t('travel.title')}</ScreenHeading>
        <p className={css.lead}>{t('travel.lead')}</p>
        {travel !== undefined && (travel.left.length > 0 ? <Travelling travel={travel} /> : <Choice />)}
      </div>
    </>
  );
}

/** On the way: what was left behind, whether it is gone, and how it comes back. */
function Travelling({ travel: { left, isGone } }: { readonly travel: Travel }) {
  const { t } = useTranslation('vault');
  const { format } = useLocale();
  const runner = useSyncRunner();
  const { problem, leave } = useLeaving();
  const comeBack = async () => {
    if (await leave([], t('travel.overNews'))) runner.again();
  };
  return (
    <>
      <Banner tone={isGone ? 'ok' : 'due'} title={t('travel.on', { list: format.list(left.map(({ name }) => name)) })}>
        {isGone ? t('travel.gone') : t('travel.going')}
      </Banner>
      <p>{t('travel.backups')}</p>
      <Problem text={problem} />
      <div className={css.acts}>
        <ActionButton kind="primary" size="medium" onClick={() => void comeBack()}>
          {t('travel.over')}
        </ActionButton>
      </div>
    </>
  );
}

/** At home: which scopes go along. */
function Choice() {
  const { t } = useTranslation('vault');
  const { format } = useLocale();
  const { scopes } = useIdentity();
  const { data: entries } = useQuery(catalogueQuery({}));
  const [along, setAlong] = useState<ReadonlySet<ScopeId>>(() => new Set(scopes.map(({ id }) => id)));
  const counts = useMemo(() => {
    const found = new Map<ScopeId, number>();
    for (const { scope } of entries ?? []) found.set(scope, (found.get(scope) ?? 0) + 1);
    return found;
  }, [entries]);
  const { problem, leave, isBusy } = useLeaving();
  const behind = scopes.filter(({ id }) => !along.has(id)).map(({ id }) => id);
  const turn = (scope: ScopeId, isAlong: boolean) => {
    const next = new Set(along);
    if (isAlong) next.add(scope);
    else next.delete(scope);
    setAlong(next);
  };
  return (
    <>
      <CountTable>
        <thead>
          <tr>
            <th scope="col">{t('travel.along')}</th>
            <th scope="col" data-number>
              {t('travel.records')}
            </th>
          </tr>
        </thead>
        <tbody>
          {scopes.map(({ id, name }) => (
            <tr key={id}>
              <th scope="row">
                <Checkbox
                  label={<bdi>{name}</bdi>}
                  checked={along.has(id)}
                  onChange={(event) => turn(id, event.currentTarget.checked)}
                />
              </th>
              <td data-number>{format.number(counts.get(id) ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </CountTable>
      <p>{t('travel.backups')}</p>
      <Problem text={problem} />
      <div className={css.acts}>
        <ActionButton
          kind="primary"
          size="medium"
          disabled={behind.length === 0 || isBusy}
          onClick={() => void leave(behind, t('travel.leftNews'))}
        >
          {behind.length === 0 ? t('travel.nothing') : t('travel.leave', { count: behind.length })}
        </ActionButton>
      </div>
    </>
  );
}

/** Leaves scopes behind, and says what came of it. */
function useLeaving() {
  const engine = useEngine();
  const announce = useAnnounce();
  const failureText = useFailureText();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<TravelFailure | null>(null);
  return {
    isBusy,
    problem: failure === null ? null : failureText(failure),
    async leave(scopes: readonly ScopeId[], news: string): Promise<boolean> {
      setBusy(true);
      const left = await engine.leaveBehind(scopes).finally(() => setBusy(false));
      setFailure(left.ok ? null : left.failure);
      if (left.ok) announce(news);
      return left.ok;
    },
  };
}
