import { IconClipboardList } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { pageToday } from '../../data/page-ports.ts';
import { catalogueQuery } from '../../data/record-queries.ts';
import { useCreateScope } from '../../data/use-create-scope.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ListScreen } from '../../ui/list-screen.tsx';
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
  return (
    <ListScreen
      title={t('rail.label')}
      icon={IconClipboardList}
      count={rows?.length}
      add={mayAdd ? { label: t('review.new'), onClick: () => void navigate({ to: '/reviews/new' }) } : undefined}
      none={t('list.none')}
      noneWhy={t('list.noneWhy')}
      tabs={<ReviewsTabs at="reviews" />}
    >
      <ReviewResults rows={rows ?? []} counts={counts} />
    </ListScreen>
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
