import { useTranslation } from 'react-i18next';
import { RowContent } from '../../ui/list-row.tsx';
import { Tag } from '../../ui/tag.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { PersonName, VisibleName } from './person-name.tsx';
import { LackTag } from './prerequisites/person-lacks.tsx';
import type { RosterPrerequisites } from './prerequisites/use-prerequisites.ts';
import type { OpenSession } from './use-session.ts';

interface RosterListProps {
  readonly open: OpenSession;
  readonly prerequisites: RosterPrerequisites;
  onOpen(person: string): void;
}

/** Everybody on the roster, with who walked in and who lacks what the course asks for. */
export function RosterList({ open, prerequisites, onOpen }: RosterListProps) {
  const { t } = useTranslation('training');
  return (
    <VirtualList
      label={t('roster.title')}
      items={open.roster}
      keyOf={({ person }) => person.id}
      rowHeight={48}
      onOpen={({ person }) => onOpen(person.id)}
      renderRow={(row) => (
        <RowContent
          title={<PersonName person={row.person} />}
          sub={row.person.organisation !== '' && <VisibleName name={row.person.organisation} />}
          end={
            <>
              {row.person.role !== '' && <VisibleName name={row.person.role} />}
              <LackTag of={prerequisites.of(row)} />
              {row.isWalkIn && <Tag>{t('roster.walkIn')}</Tag>}
            </>
          }
        />
      )}
    />
  );
}
