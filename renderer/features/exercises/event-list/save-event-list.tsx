import { useTranslation } from 'react-i18next';
import { clockTime } from '../../../../shared/domain/conduct/conduct-clock.ts';
import { peopleByRole, plainName } from '../../../../shared/domain/conduct/exercise-part.ts';
import { inject as declaration, type Inject } from '../../../../shared/domain/conduct/inject.ts';
import { type Localised, pickText } from '../../../../shared/domain/localised.ts';
import { type ColumnOf, tableOf } from '../../../../shared/domain/spreadsheet/table-of.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { SaveList, TableDialog } from '../../../data/save-list.tsx';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { injectKindWord, injectStateWord, methodWord } from '../exercise-words.ts';
import type { OpenExercise } from '../use-open-exercise.ts';

/** Saves an event list, as far as whoever looks may see it ([EX12]); the import knows its columns again ([EX28]). */
export function SaveEventList({ open }: { readonly open: OpenExercise }) {
  const { may } = useProfile();
  if (open.seen.length === 0 || !may('read', declaration.type, open.exercise.scope)) return null;
  return <SaveList dialog={(onClose) => <EventListDialog open={open} onClose={onClose} />} />;
}

function EventListDialog({ open, onClose }: { readonly open: OpenExercise; onClose(): void }) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const { exercise, seen, part, objectives, conduct } = open;
  const said = (field: 'title' | 'message' | 'expected' | 'instructions') => (inject: Inject) =>
    pickText(inject[field] as Localised, language, inject.language)?.text;
  const aims = new Map(objectives.map(({ id, text, language: of }) => [id, pickText(text, language, of)?.text]));
  const forThemWhoSeeAll: readonly ColumnOf<Inject>[] = [
    { heading: t('column.expected'), cell: said('expected') },
    { heading: t('column.instructions'), cell: said('instructions') },
  ];
  const table = tableOf(seen, [
    { heading: t('column.number'), cell: ({ number }) => number },
    { heading: t('column.date'), cell: ({ wallMinute }) => dayOf(wallMinute) },
    { heading: t('column.wall'), cell: ({ wallMinute }) => timeOf(wallMinute) },
    { heading: t('column.scenarioDay'), cell: ({ scenarioMinute }) => dayOf(scenarioMinute) },
    { heading: t('column.scenario'), cell: ({ scenarioMinute }) => timeOf(scenarioMinute) },
    { heading: t('column.title'), cell: said('title') },
    { heading: t('column.message'), cell: said('message') },
    ...(part.seesAll ? forThemWhoSeeAll : []),
    { heading: t('column.from'), cell: ({ from }) => from },
    { heading: t('column.to'), cell: ({ to }) => to },
    { heading: t('column.method'), cell: ({ method }) => method && methodWord(t, method) },
    { heading: t('column.place'), cell: ({ place }) => place },
    { heading: t('column.objective'), cell: ({ objective }) => aims.get(objective ?? '') },
    { heading: t('column.kind'), cell: ({ kind = 'inject' }) => injectKindWord(t, kind) },
    { heading: t('list.state'), cell: ({ id }) => injectStateWord(t, conduct.standingOf(id).state) },
  ]);
  const title = t('list.events');
  return (
    <TableDialog
      table={{ ...table, title, marking: exercise.marking ?? null }}
      name={[exercise.reference, title].filter(Boolean).join(' ')}
      people={peopleIn(open)}
      onClose={onClose}
    />
  );
}

const timeOf = (minute: number | undefined) => (minute === undefined ? null : clockTime(minute).time);

/** The first day is 1, and the one before it `D-1`: the import reads both. */
function dayOf(minute: number | undefined): string | null {
  if (minute === undefined) return null;
  const { day } = clockTime(minute);
  return day < 1 ? `D${day - 1}` : String(day);
}

/** How many of the people of the exercise send or receive an inject; other senders are parts that somebody plays. */
function peopleIn({ exercise, seen }: OpenExercise): number {
  const named = new Set(seen.flatMap(({ from = '', to = '' }) => [plainName(from), plainName(to)]));
  const people = new Set(
    Object.values(peopleByRole(exercise))
      .flat()
      .map((name) => plainName(name)),
  );
  return [...people].filter((name) => name !== '' && named.has(name)).length;
}
