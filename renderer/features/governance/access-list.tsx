import { IconKey, IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { utcDay } from '../../../shared/base/plain-date.ts';
import { accessRequest } from '../../../shared/domain/access/access-request.ts';
import {
  type AccessState,
  type AskedFor,
  accessStates,
  standingOfAccess,
} from '../../../shared/domain/access/access-standing.ts';
import { useCreateScope } from '../../data/use-create-scope.ts';
import { useShown } from '../../data/use-shown.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RowContent } from '../../ui/list-row.tsx';
import { ListHead, PageBody, RowFacts } from '../../ui/page-body.tsx';
import { PartedList } from '../../ui/parted-list.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { Tag } from '../../ui/tag.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { useMinuteClock } from '../../ui/use-minute-clock.ts';
import { accessStateWord, accessTones } from './access-words.ts';
import { GovernanceTabs } from './governance-tabs.tsx';
import { SaveRequests } from './save-requests.tsx';
import { usePartOf, useRequests } from './use-access.ts';

export interface AccessRow extends AskedFor {
  readonly state: AccessState;
}

/** What waits first, then what holds, then what is over; within these by the last day. */
function rowsOf(requests: readonly AskedFor[], now: number): AccessRow[] {
  return requests
    .map((request) => ({ ...request, state: standingOfAccess(request, now).state }))
    .sort(
      (a, b) =>
        accessStates.indexOf(a.state) - accessStates.indexOf(b.state) || (a.asked.until < b.asked.until ? -1 : 1),
    );
}

/** Requests for access on this laptop: one's own, those that wait for one's answer, and what became of the others. */
export function AccessList() {
  const { t } = useTranslation('governance');
  const navigate = useNavigate();
  const mayAsk = useCreateScope(accessRequest.type) !== null;
  const requests = useRequests();
  // Requests end with a day of UTC ([PO7]): within one, nothing changes by the clock.
  const today = utcDay(useMinuteClock());
  const rows = useMemo(() => requests && rowsOf(requests, Date.parse(today)), [requests, today]);
  const ask = () => void navigate({ to: '/governance/access/new' });
  useScreenTitle(t('tabs.access'), t('rail.label'));
  return (
    <>
      <TopBar crumbs={[{ label: t('rail.label'), path: '/governance' }, { label: t('tabs.access') }]} />
      <PageBody>
        <ListHead
          title={t('tabs.access')}
          end={
            mayAsk &&
            rows !== undefined &&
            rows.length > 0 && (
              <ActionButton kind="primary" icon={IconPlus} onClick={ask}>
                {t('access.new')}
              </ActionButton>
            )
          }
        >
          <GovernanceTabs at="access" />
        </ListHead>
        {rows?.length === 0 && (
          <EmptyState
            ofRecords
            icon={IconKey}
            title={t('access.none')}
            action={mayAsk ? { label: t('access.new'), onClick: ask } : undefined}
          >
            {t('access.noneWhy')}
          </EmptyState>
        )}
        {rows !== undefined && rows.length > 0 && <Rows rows={rows} />}
      </PageBody>
    </>
  );
}

function Rows({ rows }: { readonly rows: readonly AccessRow[] }) {
  const { t } = useTranslation('governance');
  const navigate = useNavigate();
  const shown = useShown();
  const partOf = usePartOf();
  const words = { 'to-answer': t('access.toAnswer'), mine: t('access.mine'), history: t('access.history') } as const;
  return (
    <PartedList
      label={t('tabs.access')}
      rows={rows}
      parts={(['to-answer', 'mine', 'history'] as const).map((key) => ({
        key,
        word: words[key],
        has: (row: AccessRow) => partOf(row) === key,
      }))}
      shown={shown}
      words={{
        all: t('list.all'),
        count: (count) => t('access.count', { count }),
        nothing: t('access.nothing'),
        nothingWhy: t('list.nothingWhy'),
      }}
      save={(listed) => <SaveRequests rows={listed} />}
      onOpen={({ id }) => void navigate({ to: `/governance/access/${id}` })}
      renderRow={(row) => <Row row={row} />}
    />
  );
}

function Row({ row: { asked, state } }: { readonly row: AccessRow }) {
  const { t } = useTranslation('governance');
  const { format } = useLocale();
  return (
    <RowContent
      title={<bdi>{asked.scopeName}</bdi>}
      sub={
        <RowFacts>
          <bdi>{asked.by.name}</bdi>
          <bdi>{asked.by.centre}</bdi>
          <span>{t('access.until', { day: dayText(format, asked.until, 'medium') })}</span>
        </RowFacts>
      }
      end={<Tag tone={accessTones[state]}>{accessStateWord(t, state)}</Tag>}
    />
  );
}
