import { useTranslation } from 'react-i18next';
import { attendanceMark } from '../../../../shared/domain/training/attendance-mark.ts';
import { person } from '../../../../shared/domain/training/person.ts';
import { rosterTable } from '../../../../shared/domain/training-tables/roster-table.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { SaveList, TableDialog } from '../../../data/save-list.tsx';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { dayText } from '../../../i18n/plain-dates.ts';
import { markWord } from '../mark-words.tsx';
import type { OpenSession } from '../use-session.ts';
import { usePersonWords } from './use-person-words.ts';

/** Saves the roster of a session with its marks. */
export function SaveRoster({ open }: { readonly open: OpenSession }) {
  const { may } = useProfile();
  const { scope } = open.session;
  if (!may('read', person.type, scope) || !may('read', attendanceMark.type, scope)) return null;
  return <SaveList dialog={(onClose) => <RosterDialog open={open} onClose={onClose} />} />;
}

function RosterDialog({ open, onClose }: { readonly open: OpenSession; onClose(): void }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const names = usePersonWords();
  const { session } = open;
  const table = rosterTable(open, {
    ...names,
    standing: t('list.standing'),
    enrolled: t('list.enrolled'),
    walkIn: t('roster.walkIn'),
    withdrawn: t('roster.withdrawn'),
    present: t('list.present'),
    held: t('list.held'),
    slot: ({ day, part }) => {
      const said = { day: dayText(format, day, 'medium') };
      return part === 'morning' ? t('list.morning', said) : t('list.afternoon', said);
    },
    mark: (state) => markWord(t, state),
  });
  return (
    <TableDialog
      table={{ ...table, title: t('roster.title'), marking: session.marking ?? null }}
      name={[session.reference ?? '', t('roster.title')].join(' ')}
      people={table.rows.length}
      onClose={onClose}
    />
  );
}
