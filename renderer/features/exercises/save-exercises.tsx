import { useTranslation } from 'react-i18next';
import { exercise } from '../../../shared/domain/exercise.ts';
import type { ColumnOf } from '../../../shared/domain/spreadsheet/table-of.ts';
import { useProfile } from '../../data/engine-context.tsx';
import { ListDialog, SaveList } from '../../data/save-list.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import type { ExerciseRow } from './exercise-rows.ts';
import { kindWord, stateWord } from './exercise-words.ts';

/** Saves the list of exercises, as it is narrowed. */
export function SaveExercises({ rows }: { readonly rows: readonly ExerciseRow[] }) {
  return <SaveList dialog={(onClose) => <ExercisesDialog rows={rows} onClose={onClose} />} />;
}

function ExercisesDialog({ rows, onClose }: { readonly rows: readonly ExerciseRow[]; onClose(): void }) {
  const { t } = useTranslation('exercises');
  const { t: ui } = useTranslation('ui');
  const { format } = useLocale();
  const { may } = useProfile();
  const listed = rows.filter(({ scope }) => may('read', exercise.type, scope));
  const columns: readonly ColumnOf<ExerciseRow>[] = [
    { heading: ui('form.reference'), cell: ({ reference }) => reference },
    { heading: t('list.title'), cell: ({ title }) => title?.text },
    { heading: t('list.kind'), cell: ({ kind }) => kind && kindWord(t, kind) },
    { heading: t('list.state'), cell: ({ state }) => stateWord(t, state) },
    { heading: ui('form.place'), cell: ({ place }) => place },
    { heading: ui('form.start'), kind: 'day', cell: ({ start }) => start },
    { heading: ui('form.end'), kind: 'day', cell: ({ end }) => end },
    { heading: t('list.organisations'), cell: ({ organisations }) => format.list(organisations) },
    { heading: ui('form.marking'), cell: ({ marking }) => marking },
  ];
  return <ListDialog title={t('rail.label')} rows={listed} columns={columns} onClose={onClose} />;
}
