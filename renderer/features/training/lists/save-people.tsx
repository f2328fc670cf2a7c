import { useTranslation } from 'react-i18next';
import { person } from '../../../../shared/domain/training/person.ts';
import type { PersonRow } from '../../../../shared/domain/training/roster.ts';
import { peopleTable } from '../../../../shared/domain/training-tables/people-table.ts';
import { SaveList, TableDialog } from '../../../data/save-list.tsx';
import { useReadable } from '../../../data/use-readable.ts';
import { usePersonWords } from './use-person-words.ts';

/** Saves the people of the list, as it is narrowed. */
export function SavePeople({ people }: { readonly people: readonly PersonRow[] }) {
  return <SaveList dialog={(onClose) => <PeopleDialog people={people} onClose={onClose} />} />;
}

function PeopleDialog({ people, onClose }: { readonly people: readonly PersonRow[]; onClose(): void }) {
  const { t } = useTranslation('training');
  const names = usePersonWords();
  const readable = useReadable(person.type);
  if (readable === undefined) return null;
  const table = peopleTable(
    people.filter(({ id }) => readable.has(id)),
    names,
  );
  const title = t('tabs.people');
  return (
    <TableDialog table={{ ...table, title, marking: null }} name={title} people={table.rows.length} onClose={onClose} />
  );
}
