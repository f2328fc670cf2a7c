import { IconClipboardList, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { pageToday } from '../../data/page-ports.ts';
import { catalogueQuery } from '../../data/record-queries.ts';
import { useCreateScope } from '../../data/use-create-scope.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListHead, PageBody } from '../../ui/page-body.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import { ReviewResults } from './review-results.tsx';
import { countsByReview, reviewRows } from './review-rows.ts';
import { ReviewsTabs } from './reviews-tabs.tsx';

/** Every review on this laptop, the latest event first. */
export function ReviewList() {
  const { t } = useTranslation('reviews');
  const { language } = useLocale();
  const navigate = useNavigate();
  const mayAdd = useCreateScope('review') !== null;
  const { data } = useQuery(catalogueQuery({ type: 'review' }));
  const rows = useMemo(() => data && reviewRows(data, language), [data, language]);
  const counts = useCounts();
  const add = () => void navigate({ to: '/reviews/new' });
  const isEmpty = rows?.length === 0;
  useScreenTitle(t('rail.label'));
  return (
    <>
      <TopBar crumbs={[{ label: t('rail.label') }]} />
      <PageBody>
        <ListHead
          title={t('rail.label')}
          end={
            mayAdd &&
            !isEmpty && (
              <ActionButton kind="primary" icon={IconPlus} onClick={add}>
                {t('review.new')}
              </ActionButton>
            )
          }
        >
          <ReviewsTabs at="reviews" />
        </ListHead>
        {isEmpty && (
          <EmptyState
            ofRecords
            icon={IconClipboardList}
            title={t('list.none')}
            action={mayAdd ? { label: t('review.new'), onClick: add } : undefined}
          >
            {t('list.noneWhy')}
          </EmptyState>
        )}
        {rows !== undefined && !isEmpty && <ReviewResults rows={rows} counts={counts} />}
      </PageBody>
    </>
  );
}

/** Comes a moment after the rows: what is in a review is two more lists. */
function useCounts() {
  const findings = useQuery(catalogueQuery({ type: 'finding' })).data;
  const actions = useQuery(catalogueQuery({ type: 'action' })).data;
  return useMemo(
    () => (findings && actions ? countsByReview(findings, actions, pageToday()) : null),
    [findings, actions],
  );
}
