import { IconArrowBackUp } from '@tabler/icons-react';
import { type PersonRow, shownName } from '../../../shared/domain/training/roster.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SectionHead } from '../../ui/section-head.tsx';
import { PersonName, VisibleName } from './person-name.tsx';

interface SamePersonListProps {
  readonly title: string;
  /** What the button of each row does. */
  readonly act: string;
  readonly persons: readonly PersonRow[];
  readonly mayEdit: boolean;
  readonly saving: boolean;
  onOpen(id: string): void;
  onTakeBack(person: PersonRow): void;
}

/** Records about which something was decided, each with the way to take that back; nothing when there are none. */
export function SamePersonList({ title, act, persons, mayEdit, saving, onOpen, onTakeBack }: SamePersonListProps) {
  if (persons.length === 0) return null;
  return (
    <section>
      <SectionHead title={title} count={persons.length} />
      <Panel>
        {persons.map((person) => (
          <ListRow
            key={person.id}
            title={<PersonName person={person} />}
            sub={person.organisation !== '' && <VisibleName name={person.organisation} />}
            onOpen={() => onOpen(person.id)}
            end={
              mayEdit && (
                <ActionButton
                  icon={IconArrowBackUp}
                  mirrorIcon
                  disabled={saving}
                  aria-label={`${act}: ${shownName(person)}`}
                  onClick={() => onTakeBack(person)}
                >
                  {act}
                </ActionButton>
              )
            }
          />
        ))}
      </Panel>
    </section>
  );
}
