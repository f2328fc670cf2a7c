import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { person } from '../../../../shared/domain/training/person.ts';
import { session } from '../../../../shared/domain/training/session.ts';
import { mapTable } from '../../../../shared/domain/training-tables/people-table.ts';
import { useCompetencyWords } from '../../../data/competencies/use-competencies.ts';
import { catalogueQuery } from '../../../data/record-queries.ts';
import { SaveList, TableDialog } from '../../../data/save-list.tsx';
import { useReadable } from '../../../data/use-readable.ts';
import type { CompetencyMap, MapRow } from '../assessment/use-competency-map.ts';
import { strictestMark } from './strictest-mark.ts';
import { usePersonWords } from './use-person-words.ts';

interface SaveMapProps {
  readonly map: CompetencyMap;
  /** As the screen shows them: in order, and narrowed. */
  readonly rows: readonly MapRow[];
  readonly competencies: readonly string[];
}

/** Saves the map of people and competencies, as it is narrowed. */
export function SaveMap(props: SaveMapProps) {
  return <SaveList dialog={(onClose) => <MapDialog {...props} onClose={onClose} />} />;
}

function MapDialog({ map, rows, competencies, onClose }: SaveMapProps & { onClose(): void }) {
  const { t } = useTranslation('training');
  const names = usePersonWords();
  const wordsOf = useCompetencyWords();
  const readable = useReadable(person.type);
  const sessions = useQuery(catalogueQuery({ type: session.type })).data;
  if (readable === undefined || sessions === undefined || wordsOf === undefined) return null;
  const teaches = (course: string) => map.courses.get(course)?.competencies.some((each) => competencies.includes(each));
  const sources = [
    ...map.courseEntries.filter(({ id }) => teaches(id)),
    ...sessions.filter(({ parent }) => teaches(parent)),
  ];
  const table = mapTable(
    { rows: rows.filter(({ person: { id } }) => readable.has(id)), competencies },
    {
      ...names,
      competency: wordsOf,
      until: (competency) => t('list.until', { competency: wordsOf(competency) }),
      state: (state) => t(`holding.${state}`),
    },
  );
  const title = t('competency.map');
  return (
    <TableDialog
      table={{ ...table, title, marking: strictestMark(sources) }}
      name={title}
      people={table.rows.length}
      onClose={onClose}
    />
  );
}
