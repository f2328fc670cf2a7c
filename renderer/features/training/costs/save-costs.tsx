import { IconTableExport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CostTableFacts, entryTable, seatTable } from '../../../../shared/domain/money/cost-tables.ts';
import { TableDialog } from '../../../data/save-list.tsx';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { ActionButton } from '../../../ui/action-button.tsx';
import { textOfCourse } from '../course-title.ts';
import type { OpenSession } from '../use-session.ts';
import css from './costs.module.css';
import type { Costs } from './use-costs.ts';

interface SaveCostsProps {
  readonly open: OpenSession;
  readonly costs: Costs;
}

/** Saves the tables of an auditor, each after it was said what leaves ([MN11] [SH6]). */
export function SaveCosts({ open, costs }: SaveCostsProps) {
  const { t } = useTranslation('training');
  const [asked, setAsked] = useState<'entries' | 'seats' | null>(null);
  return (
    <div className={css.files}>
      <ActionButton icon={IconTableExport} onClick={() => setAsked('entries')}>
        {t('cost.entriesFile')}
      </ActionButton>
      <ActionButton icon={IconTableExport} onClick={() => setAsked('seats')}>
        {t('cost.seatsFile')}
      </ActionButton>
      {asked !== null && <CostsDialog open={open} costs={costs} what={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}

function CostsDialog({
  open: { session, course },
  costs,
  what,
  onClose,
}: SaveCostsProps & { readonly what: 'entries' | 'seats'; onClose(): void }) {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const facts: CostTableFacts = {
    session: session.reference ?? session.id,
    course: course === null ? '' : (textOfCourse(course, 'title', language)?.text ?? ''),
    marking: session.marking ?? '',
    nameOf: costs.nameOf,
    seatOf: costs.seatOf,
  };
  const isEntries = what === 'entries';
  const table = isEntries ? entryTable(costs.signed, costs.matters, facts) : seatTable(costs.seats, facts);
  const named = new Set(costs.signed.flatMap(({ entry }) => entry.person ?? []));
  const title = isEntries ? t('cost.entries') : t('cost.seats');
  return (
    <TableDialog
      table={{ ...table, title, marking: session.marking ?? null }}
      name={[facts.session, t('cost.title'), title].join(' ')}
      people={isEntries ? named.size : costs.seats.length}
      onClose={onClose}
    />
  );
}
