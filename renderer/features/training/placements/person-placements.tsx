import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { placement } from '../../../../shared/domain/placement/placement.ts';
import { placementRows } from '../../../../shared/domain/placement/placement-row.ts';
import { pageToday } from '../../../data/page-ports.ts';
import { catalogueQuery } from '../../../data/record-queries.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { ListRow } from '../../../ui/list-row.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { SectionHead } from '../../../ui/section-head.tsx';
import css from '../training.module.css';
import { usePlacementContent } from './use-placement-content.tsx';

interface PersonPlacementsProps {
  /** The person, and the records that are the same person. */
  readonly ids: readonly string[];
  /** Leads to the form of another one; absent for who may not begin one. */
  readonly onAdd?: (() => void) | undefined;
}

/** Where somebody was placed, is, or will be. */
export function PersonPlacements({ ids, onAdd }: PersonPlacementsProps) {
  const { t } = useTranslation('training');
  const navigate = useNavigate();
  const contentOf = usePlacementContent();
  const today = pageToday();
  const entries = useQuery(catalogueQuery({ type: placement.type })).data;
  const key = ids.join(' ');
  const rows = useMemo(() => {
    const wanted = new Set(key.split(' '));
    return placementRows(
      (entries ?? []).filter(({ parent }) => wanted.has(parent)),
      today,
    );
  }, [entries, key, today]);
  return (
    <section>
      <SectionHead title={t('tabs.placements')} count={rows.length}>
        {onAdd && (
          <ActionButton icon={IconPlus} onClick={onAdd}>
            {t('placement.new')}
          </ActionButton>
        )}
      </SectionHead>
      {rows.length === 0 ? (
        <p className={css.quiet}>{t('placement.noneOfPerson')}</p>
      ) : (
        <Panel>
          {rows.map((row) => (
            <ListRow
              key={row.id}
              {...contentOf(row)}
              onOpen={() => void navigate({ to: `/training/placements/${row.id}` })}
            />
          ))}
        </Panel>
      )}
    </section>
  );
}
