import { IconListCheck } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RowContent } from '../../ui/list-row.tsx';
import { ListBody, ListHead } from '../../ui/page-body.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { Tag } from '../../ui/tag.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { type RunRow, useRuns } from './open-runs.ts';
import { SaveRuns } from './save-runs.tsx';

/** Every run on this laptop: what goes on, what is finished and leads to its report. */
export function RunList() {
  const { t } = useTranslation('playbooks');
  const { format } = useLocale();
  const navigate = useNavigate();
  const runs = useRuns();
  useScreenTitle(t('run.list.title'));
  return (
    <>
      <TopBar crumbs={[{ label: t('rail.label'), path: '/playbooks' }, { label: t('run.list.title') }]} />
      <ListBody>
        <ListHead title={t('run.list.title')} end={runs.length > 0 && <SaveRuns rows={runs} />} />
        {runs.length === 0 ? (
          <EmptyState ofRecords icon={IconListCheck} title={t('run.list.empty')}>
            {t('run.list.emptyWhy')}
          </EmptyState>
        ) : (
          <VirtualList
            label={t('run.list.title')}
            items={runs}
            keyOf={(run) => run.id}
            rowHeight={52}
            onOpen={(run) =>
              void navigate({
                to: run.finishedAt === null ? '/runs/$runId' : '/runs/$runId/report',
                params: { runId: run.id } as never,
              })
            }
            renderRow={(run) => (
              <RowContent
                title={<PlainText text={run.title} />}
                sub={<PlaceAndLeader run={run} />}
                end={
                  run.finishedAt === null ? (
                    <>
                      {t('run.list.since', { date: format.dateTime(run.startedAt) })}
                      <Tag tone="due">{t('run.list.open')}</Tag>
                    </>
                  ) : (
                    t('run.list.finished', { date: format.dateTime(run.finishedAt) })
                  )
                }
              />
            )}
          />
        )}
      </ListBody>
    </>
  );
}

function PlaceAndLeader({ run: { place, leader } }: { readonly run: RunRow }) {
  const { t } = useTranslation('playbooks');
  return (
    <>
      {place !== null && <bdi>{place}</bdi>}
      {place !== null && leader !== null && ' · '}
      {leader !== null && (
        <>
          {t('run.inCharge')} <bdi>{leader}</bdi>
        </>
      )}
    </>
  );
}
