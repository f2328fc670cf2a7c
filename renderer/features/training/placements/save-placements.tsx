import { useTranslation } from 'react-i18next';
import { placement } from '../../../../shared/domain/placement/placement.ts';
import { isInCalendar, placementCalendar } from '../../../../shared/domain/placement/placement-calendar.ts';
import type { PlacementRow } from '../../../../shared/domain/placement/placement-row.ts';
import { type PlacementHeadings, placementTable } from '../../../../shared/domain/placement/placement-table.ts';
import { strictestTlp } from '../../../../shared/domain/tlp.ts';
import { type PersonRow, personResolver, pseudonymOf, shownName } from '../../../../shared/domain/training/roster.ts';
import { useCompetencyWords } from '../../../data/competencies/use-competencies.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { SaveList, TableDialog } from '../../../data/save-list.tsx';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { SaveCalendar } from '../lists/save-calendar.tsx';
import { kindWord, stateWord } from './placement-words.tsx';

interface SavePlacementsProps {
  /** As the screen shows them. */
  readonly rows: readonly PlacementRow[];
  readonly persons: ReadonlyMap<string, PersonRow>;
}

/** Saves the list of placements, as it is narrowed. */
export function SavePlacements(props: SavePlacementsProps) {
  return <SaveList dialog={(onClose) => <PlacementsDialog {...props} onClose={onClose} />} />;
}

/** Saves placements for a calendar. */
export function SavePlacementCalendar({ rows, persons }: SavePlacementsProps) {
  const { t } = useTranslation('training');
  const { language } = useLocale();
  const readable = useReadableRows(rows);
  const leaving = () => {
    const nameOf = nameIn(persons);
    const dated = readable.filter(isInCalendar);
    const titled = dated.map((row) => ({
      row,
      title: { text: [kindWord(t, row.kind), nameOf(row)].join(' · '), lang: language },
    }));
    return {
      name: t('tabs.placements'),
      listed: dated.length,
      people: peopleOf(dated, persons),
      marking: strictestTlp(dated.map(({ marking }) => marking)),
      text: (now: number) => placementCalendar(titled, now),
    };
  };
  return <SaveCalendar label={t('calendar.save')} leaving={leaving} />;
}

function PlacementsDialog({ rows, persons, onClose }: SavePlacementsProps & { onClose(): void }) {
  const { t } = useTranslation('training');
  const { format } = useLocale();
  const wordsOf = useCompetencyWords();
  const readable = useReadableRows(rows);
  if (wordsOf === undefined) return null;
  const headings: PlacementHeadings = {
    reference: t('list.reference'),
    person: t('column.name'),
    kind: t('placement.kind'),
    state: t('list.state'),
    home: t('placement.home'),
    host: t('placement.host'),
    start: t('list.start'),
    end: t('list.end'),
    competencies: t('placement.competencies'),
    reportDue: t('placement.reportDue'),
    reportedOn: t('placement.reportedOn'),
    calledOff: t('placement.calledOff'),
    marking: t('list.marking'),
  };
  const table = placementTable(readable, {
    headings,
    personOf: nameIn(persons),
    kindOf: ({ kind }) => kindWord(t, kind),
    stateOf: ({ state }) => stateWord(t, state),
    listOf: (competencies) => format.list(competencies.map(wordsOf)),
  });
  const title = t('tabs.placements');
  return (
    <TableDialog
      table={{ ...table, title, marking: strictestTlp(readable.map(({ marking }) => marking)) }}
      name={title}
      people={peopleOf(readable, persons)}
      onClose={onClose}
    />
  );
}

function useReadableRows(rows: readonly PlacementRow[]): readonly PlacementRow[] {
  const { may } = useProfile();
  return rows.filter(({ scope }) => may('read', placement.type, scope));
}

/** How many people they are of: somebody with several records is one, as the rows show. */
function peopleOf(rows: readonly PlacementRow[], persons: ReadonlyMap<string, PersonRow>): number {
  const shownAs = personResolver(persons);
  return new Set(rows.map(({ person }) => shownAs(person))).size;
}

/** What whoever is placed is called, by any record of theirs. */
function nameIn(persons: ReadonlyMap<string, PersonRow>): (row: PlacementRow) => string {
  const shownAs = personResolver(persons);
  return ({ person: id }) => {
    const person = persons.get(shownAs(id));
    return person === undefined ? pseudonymOf(id) : shownName(person);
  };
}
