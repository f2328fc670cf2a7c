import { IconUsers, IconWorldShare } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { placement } from '../../../../shared/domain/placement/placement.ts';
import { type PlacementRow, placementRows } from '../../../../shared/domain/placement/placement-row.ts';
import { placementStates } from '../../../../shared/domain/placement/placement-standing.ts';
import { type PersonRow, personResolver } from '../../../../shared/domain/training/roster.ts';
import { pageToday } from '../../../data/page-ports.ts';
import { catalogueQuery } from '../../../data/record-queries.ts';
import { useShown } from '../../../data/use-shown.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ListRow, RowContent } from '../../../ui/list-row.tsx';
import { ListHead, PageBody } from '../../../ui/page-body.tsx';
import { PartedList } from '../../../ui/parted-list.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { TopBar } from '../../../ui/top-bar.tsx';
import { TakenAwayRows } from '../taking-away.tsx';
import { TrainingTabs } from '../training-tabs.tsx';
import { usePersons } from '../use-persons.ts';
import { stateWord } from './placement-words.tsx';
import { SavePlacementCalendar, SavePlacements } from './save-placements.tsx';
import { usePlacementContent } from './use-placement-content.tsx';

/** Every placement on this laptop: whose report is due, who is away, who goes next. */
export function PlacementList() {
  const { t } = useTranslation('training');
  const navigate = useNavigate();
  const today = pageToday();
  const entries = useQuery(catalogueQuery({ type: placement.type })).data;
  const persons = usePersons();
  const rows = useMemo(() => entries && placementRows(entries, today), [entries, today]);
  useScreenTitle(t('tabs.placements'), t('rail.label'));
  const toPeople = () => void navigate({ to: '/training/people' });
  return (
    <>
      <TopBar crumbs={[{ label: t('rail.label'), path: '/training' }, { label: t('tabs.placements') }]} />
      <PageBody>
        <ListHead
          title={t('tabs.placements')}
          end={
            rows !== undefined &&
            rows.length > 0 && (
              <ActionButton icon={IconUsers} onClick={toPeople}>
                {t('placement.choosePerson')}
              </ActionButton>
            )
          }
        >
          <TrainingTabs at="placements" />
        </ListHead>
        {rows?.length === 0 && (
          <EmptyState
            ofRecords
            icon={IconWorldShare}
            title={t('placement.none')}
            action={{ label: t('tabs.people'), onClick: toPeople }}
          >
            {t('placement.noneWhy')}
          </EmptyState>
        )}
        {rows !== undefined && rows.length > 0 && persons !== undefined && <Rows rows={rows} persons={persons} />}
        <Gone persons={persons} today={today} />
      </PageBody>
    </>
  );
}

interface GoneProps {
  /** Undefined while they are read. */
  readonly persons: ReadonlyMap<string, PersonRow> | undefined;
  readonly today: string;
}

function Gone({ persons, today }: GoneProps) {
  const navigate = useNavigate();
  const contentOf = usePlacementContent();
  if (persons === undefined) return null;
  const shownAs = personResolver(persons);
  return (
    <TakenAwayRows
      type={placement.type}
      renderRow={(entry) =>
        placementRows([entry], today).map((row) => (
          <ListRow
            key={row.id}
            {...contentOf(row, { person: persons.get(shownAs(row.person)) })}
            onOpen={() => void navigate({ to: `/training/placements/${row.id}` })}
          />
        ))
      }
    />
  );
}

interface RowsProps {
  readonly rows: readonly PlacementRow[];
  readonly persons: ReadonlyMap<string, PersonRow>;
}

function Rows({ rows, persons }: RowsProps) {
  const { t } = useTranslation('training');
  const navigate = useNavigate();
  const shown = useShown();
  const contentOf = usePlacementContent();
  const shownAs = personResolver(persons);
  return (
    <PartedList
      label={t('tabs.placements')}
      rows={rows}
      parts={placementStates.map((state) => ({
        key: state,
        word: stateWord(t, state),
        has: (row: PlacementRow) => row.state === state,
      }))}
      shown={shown}
      save={(listed) => (
        <>
          <SavePlacements rows={listed} persons={persons} />
          <SavePlacementCalendar rows={listed} persons={persons} />
        </>
      )}
      words={{
        all: t('placement.all'),
        count: (count) => t('placement.count', { count }),
        nothing: t('placement.nothing'),
        nothingWhy: t('placement.nothingWhy'),
      }}
      onOpen={({ id }) => void navigate({ to: `/training/placements/${id}` })}
      renderRow={(row) => <RowContent {...contentOf(row, { person: persons.get(shownAs(row.person)) })} />}
    />
  );
}
