import { IconTools } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useProfile } from '../../data/engine-context.tsx';
import { pageToday } from '../../data/page-ports.ts';
import { catalogueQuery } from '../../data/record-queries.ts';
import { useShown } from '../../data/use-shown.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { dayText } from '../../i18n/plain-dates.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RowContent } from '../../ui/list-row.tsx';
import { ListHead, PageBody, RowFacts } from '../../ui/page-body.tsx';
import { PartedList } from '../../ui/parted-list.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { Tag } from '../../ui/tag.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { OwnerAndDue } from './owner-and-due.tsx';
import { type ActionRow, actionParts, actionRows, isInPart } from './review-rows.ts';
import { actionSign } from './review-words.ts';
import { ReviewsTabs } from './reviews-tabs.tsx';
import { SaveActions } from './save-actions.tsx';

/** The corrective actions of every review, the most urgent first. */
export function ActionList() {
  const { t } = useTranslation('reviews');
  const { language } = useLocale();
  const navigate = useNavigate();
  const actions = useQuery(catalogueQuery({ type: 'action' })).data;
  const reviews = useQuery(catalogueQuery({ type: 'review' })).data;
  const rows = useMemo(
    () => actions && reviews && actionRows(actions, reviews, language, pageToday()),
    [actions, reviews, language],
  );
  useScreenTitle(t('tabs.actions'), t('rail.label'));
  return (
    <>
      <TopBar crumbs={[{ label: t('rail.label'), path: '/reviews' }, { label: t('tabs.actions') }]} />
      <PageBody>
        <ListHead title={t('tabs.actions')}>
          <ReviewsTabs at="actions" />
        </ListHead>
        {rows?.length === 0 && (
          <EmptyState
            ofRecords
            icon={IconTools}
            title={t('actions.none')}
            action={{ label: t('rail.label'), onClick: () => void navigate({ to: '/reviews' }) }}
          >
            {t('actions.noneWhy')}
          </EmptyState>
        )}
        {rows !== undefined && rows.length > 0 && <Rows rows={rows} />}
      </PageBody>
    </>
  );
}

function Rows({ rows }: { readonly rows: readonly ActionRow[] }) {
  const { t } = useTranslation('reviews');
  const { name } = useProfile();
  const navigate = useNavigate();
  const shown = useShown();
  return (
    <PartedList
      label={t('tabs.actions')}
      rows={rows}
      parts={actionParts.map((part) => ({
        key: part,
        word: t(`actions.part.${part}`),
        has: (row: ActionRow) => isInPart(row, part, name),
      }))}
      shown={shown}
      save={(listed) => <SaveActions rows={listed} />}
      words={{
        all: t('list.all'),
        count: (count) => t('actions.count', { count }),
        nothing: t('actions.nothing'),
        nothingWhy: t('list.nothingWhy'),
      }}
      onOpen={(row) =>
        void navigate({
          to: '/reviews/$reviewId/actions/$actionId',
          params: { reviewId: row.review, actionId: row.id } as never,
        })
      }
      renderRow={(row) => <Row row={row} />}
    />
  );
}

function Row({ row }: { readonly row: ActionRow }) {
  const { t } = useTranslation('reviews');
  const { format } = useLocale();
  const sign = actionSign(t, row);
  return (
    <RowContent
      title={row.text ? <PlainText text={row.text.text} lang={row.text.lang} /> : t('action.untitled')}
      sub={
        <RowFacts>
          {row.reviewTitle && <PlainText text={row.reviewTitle.text} lang={row.reviewTitle.lang} />}
          {row.organisation !== '' && <PlainText text={row.organisation} />}
        </RowFacts>
      }
      end={
        <>
          {row.changedStep && <Tag tone="ok">{t('action.changedStep')}</Tag>}
          <OwnerAndDue owner={row.owner} due={row.due && dayText(format, row.due, 'short')} />
          <Tag tone={sign.tone}>{sign.word}</Tag>
        </>
      }
    />
  );
}
