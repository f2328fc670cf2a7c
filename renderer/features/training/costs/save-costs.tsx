import { IconTableExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CostTableFacts, entryTable, seatTable } from '../../../../shared/domain/money/cost-tables.ts';
import type { SeatCost } from '../../../../shared/domain/money/seat-costs.ts';
import { TableDialog } from '../../../data/save-list.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import type { CostSubject } from './cost-subject.ts';
import css from './costs.module.css';
import type { Costs, SessionCosts } from './use-costs.ts';

interface SaveCostsProps {
  readonly subject: CostSubject;
  readonly costs: Costs | SessionCosts;
  /** How a placement stands; null for a session. */
  readonly state: string | null;
}

const seatsOf = (costs: Costs | SessionCosts): readonly SeatCost[] | null => ('seats' in costs ? costs.seats : null);

/** Saves the tables of an auditor, each after it was said what leaves ([MN11] [SH6]). */
export function SaveCosts(props: SaveCostsProps) {
  const { t } = useTranslation('training');
  const [asked, setAsked] = useState<'entries' | 'seats' | null>(null);
  return (
    <div className={css.files}>
      <ActionButton icon={IconTableExport} onClick={() => setAsked('entries')}>
        {t('cost.entriesFile')}
      </ActionButton>
      {seatsOf(props.costs) !== null && (
        <ActionButton icon={IconTableExport} onClick={() => setAsked('seats')}>
          {t('cost.seatsFile')}
        </ActionButton>
      )}
      {asked !== null && <CostsDialog {...props} what={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}

interface CostsDialogProps extends SaveCostsProps {
  readonly what: 'entries' | 'seats';
  onClose(): void;
}

function CostsDialog({ subject, costs, state, what, onClose }: CostsDialogProps) {
  const { t } = useTranslation('training');
  const { kind, reference, course, marking } = subject;
  const facts: CostTableFacts = {
    session: kind === 'session' ? reference : null,
    course,
    placement: kind === 'placement' ? reference : null,
    placementState: state,
    marking: marking ?? '',
    nameOf: costs.nameOf,
    seatOf: 'seats' in costs ? costs.seatOf : () => undefined,
  };
  const seats = seatsOf(costs) ?? [];
  const isEntries = what === 'entries';
  const table = isEntries ? entryTable(costs.signed, costs.matters, facts) : seatTable(seats, facts);
  const named = new Set(costs.signed.flatMap(({ entry }) => entry.person ?? []));
  const title = isEntries ? t('cost.entries') : t('cost.seats');
  return (
    <TableDialog
      table={{ ...table, title, marking: marking ?? null }}
      name={[reference, t('cost.title'), title].join(' ')}
      people={isEntries ? named.size : seats.length}
      onClose={onClose}
    />
  );
}
