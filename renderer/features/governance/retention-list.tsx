import { IconHourglass, IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { retentionRule } from '../../../shared/domain/retention/retention-rule.ts';
import { ruleStates, type StandingRule } from '../../../shared/domain/retention/rule-standing.ts';
import { useCreateScope } from '../../data/use-create-scope.ts';
import { useShown } from '../../data/use-shown.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RowContent } from '../../ui/list-row.tsx';
import { ListHead, PageBody, RowFacts } from '../../ui/page-body.tsx';
import { PartedList } from '../../ui/parted-list.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { Tag } from '../../ui/tag.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { kindWord } from './agreement-words.ts';
import { GovernanceTabs } from './governance-tabs.tsx';
import { actionWord, ruleStateWord, ruleTones } from './retention-words.ts';
import { useRules } from './use-retention.ts';

/** The retention rules on this laptop: which records are kept how long, and by what right. */
export function RetentionList() {
  const { t } = useTranslation('governance');
  const navigate = useNavigate();
  const mayAdd = useCreateScope(retentionRule.type) !== null;
  const rules = useRules();
  const add = () => void navigate({ to: '/governance/retention/new' });
  useScreenTitle(t('tabs.retention'), t('rail.label'));
  return (
    <>
      <TopBar crumbs={[{ label: t('rail.label'), path: '/governance' }, { label: t('tabs.retention') }]} />
      <PageBody>
        <ListHead
          title={t('tabs.retention')}
          end={
            mayAdd &&
            rules !== undefined &&
            rules.length > 0 && (
              <ActionButton kind="primary" icon={IconPlus} onClick={add}>
                {t('retention.new')}
              </ActionButton>
            )
          }
        >
          <GovernanceTabs at="retention" />
        </ListHead>
        {rules?.length === 0 && (
          <EmptyState
            ofRecords
            icon={IconHourglass}
            title={t('retention.none')}
            action={mayAdd ? { label: t('retention.new'), onClick: add } : undefined}
          >
            {t('retention.noneWhy')}
          </EmptyState>
        )}
        {rules !== undefined && rules.length > 0 && <Rows rules={rules} />}
      </PageBody>
    </>
  );
}

function Rows({ rules }: { readonly rules: readonly StandingRule[] }) {
  const { t } = useTranslation('governance');
  const navigate = useNavigate();
  const shown = useShown();
  return (
    <PartedList
      label={t('tabs.retention')}
      rows={rules}
      parts={ruleStates.map((state) => ({
        key: state,
        word: ruleStateWord(t, state),
        has: (row: StandingRule) => row.state === state,
      }))}
      shown={shown}
      words={{
        all: t('list.all'),
        count: (count) => t('retention.count', { count }),
        nothing: t('retention.nothing'),
        nothingWhy: t('list.nothingWhy'),
      }}
      onOpen={({ id }) => void navigate({ to: `/governance/retention/${id}` })}
      renderRow={({ rule, state }) => (
        <RowContent
          title={kindWord(t, rule.kind)}
          sub={
            <RowFacts>
              {rule.centre === null ? <span>{t('scopes.network')}</span> : <bdi>{rule.centre}</bdi>}
              <span>{actionWord(t, rule)}</span>
            </RowFacts>
          }
          end={<Tag tone={ruleTones[state]}>{ruleStateWord(t, state)}</Tag>}
        />
      )}
    />
  );
}
