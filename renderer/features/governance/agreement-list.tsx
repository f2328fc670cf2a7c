import { IconPlus, IconScale } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { utcDay } from '../../../shared/base/plain-date.ts';
import {
  type Agreed,
  type AgreementState,
  agreementStates,
  standingOf,
} from '../../../shared/domain/agreement/standing.ts';
import { useAgreements } from '../../data/use-agreements.ts';
import { useCreateScope } from '../../data/use-create-scope.ts';
import { useShown } from '../../data/use-shown.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { daysText } from '../../i18n/plain-dates.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RowContent } from '../../ui/list-row.tsx';
import { ListHead, PageBody, RowFacts } from '../../ui/page-body.tsx';
import { PartedList } from '../../ui/parted-list.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { Tag } from '../../ui/tag.tsx';
import { TlpChip } from '../../ui/tlp-chip.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { useMinuteClock } from '../../ui/use-minute-clock.ts';
import { stateTones, stateWord } from './agreement-words.ts';
import { GovernanceTabs } from './governance-tabs.tsx';
import { SaveAgreements } from './save-agreements.tsx';

export interface AgreementRow extends Agreed {
  readonly state: AgreementState;
}

/** What somebody has to do first, then what holds, what comes, and what is over; within these by their last day. */
const order: readonly AgreementState[] = ['proposed', 'in-force', 'coming', 'over', 'ended'];

function rowsOf(agreements: readonly Agreed[], today: string): AgreementRow[] {
  const rankOf = ({ state }: AgreementRow) => order.indexOf(state);
  return agreements
    .map((agreed) => ({ ...agreed, state: standingOf(agreed, today).state }))
    .sort((a, b) => rankOf(a) - rankOf(b) || (a.terms.until < b.terms.until ? -1 : 1));
}

/** Every agreement on this laptop: what may flow between which centres, and until when. */
export function AgreementList() {
  const { t } = useTranslation('governance');
  const navigate = useNavigate();
  const mayAdd = useCreateScope('agreement') !== null;
  const agreements = useAgreements();
  const today = utcDay(useMinuteClock());
  const rows = useMemo(() => agreements && rowsOf(agreements, today), [agreements, today]);
  const add = () => void navigate({ to: '/governance/agreements/new' });
  useScreenTitle(t('tabs.agreements'), t('rail.label'));
  return (
    <>
      <TopBar crumbs={[{ label: t('rail.label') }]} />
      <PageBody>
        <ListHead
          title={t('tabs.agreements')}
          end={
            mayAdd &&
            rows !== undefined &&
            rows.length > 0 && (
              <ActionButton kind="primary" icon={IconPlus} onClick={add}>
                {t('agreement.new')}
              </ActionButton>
            )
          }
        >
          <GovernanceTabs at="agreements" />
        </ListHead>
        {rows?.length === 0 && (
          <EmptyState
            ofRecords
            icon={IconScale}
            title={t('list.none')}
            action={mayAdd ? { label: t('agreement.new'), onClick: add } : undefined}
          >
            {t('list.noneWhy')}
          </EmptyState>
        )}
        {rows !== undefined && rows.length > 0 && <Rows rows={rows} />}
      </PageBody>
    </>
  );
}

function Rows({ rows }: { readonly rows: readonly AgreementRow[] }) {
  const { t } = useTranslation('governance');
  const navigate = useNavigate();
  const shown = useShown();
  return (
    <PartedList
      label={t('tabs.agreements')}
      rows={rows}
      parts={agreementStates.map((state) => ({
        key: state,
        word: stateWord(t, state),
        has: (row: AgreementRow) => row.state === state,
      }))}
      shown={shown}
      words={{
        all: t('list.all'),
        count: (count) => t('list.count', { count }),
        nothing: t('list.nothing'),
        nothingWhy: t('list.nothingWhy'),
      }}
      save={(listed) => <SaveAgreements rows={listed} />}
      onOpen={({ id }) => void navigate({ to: `/governance/agreements/${id}` })}
      renderRow={(row) => <Row row={row} />}
    />
  );
}

function Row({ row: { terms, state } }: { readonly row: AgreementRow }) {
  const { t } = useTranslation('governance');
  const { format } = useLocale();
  return (
    <RowContent
      reference={terms.reference || undefined}
      title={<PlainText text={terms.title} lang={terms.language} />}
      sub={
        <RowFacts>
          {terms.parties.map((centre) => (
            <bdi key={centre}>{centre}</bdi>
          ))}
          <span>{daysText(format, terms.from, terms.until)}</span>
        </RowFacts>
      }
      end={
        <>
          <Tag tone={stateTones[state]}>{stateWord(t, state)}</Tag>
          <TlpChip level={terms.ceiling} />
        </>
      }
    />
  );
}
