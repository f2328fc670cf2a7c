import { IconTargetArrow } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { exerciseStates } from '../../../shared/domain/exercise.ts';
import { catalogueQuery } from '../../data/record-queries.ts';
import { useCreateScope } from '../../data/use-create-scope.ts';
import { useShown } from '../../data/use-shown.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { daysText } from '../../i18n/plain-dates.ts';
import { RowContent } from '../../ui/list-row.tsx';
import { ListScreen } from '../../ui/list-screen.tsx';
import { RowFacts } from '../../ui/page-body.tsx';
import { PartedList } from '../../ui/parted-list.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { Tag } from '../../ui/tag.tsx';
import { TlpChip } from '../../ui/tlp-chip.tsx';
import { type ExerciseRow, exerciseRows } from './exercise-rows.ts';
import { kindWord, stateTones, stateWord } from './exercise-words.ts';
import { SaveExercises } from './save-exercises.tsx';

/** Every exercise on this laptop: what is on, what comes, what was held. */
export function ExerciseList() {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const navigate = useNavigate();
  const mayAdd = useCreateScope('exercise') !== null;
  const { data } = useQuery(catalogueQuery({ type: 'exercise' }));
  const rows = useMemo(() => data && exerciseRows(data, language), [data, language]);
  return (
    <ListScreen
      title={t('rail.label')}
      icon={IconTargetArrow}
      count={rows?.length}
      add={mayAdd ? { label: t('exercise.new'), onClick: () => void navigate({ to: '/exercises/new' }) } : undefined}
      none={t('list.none')}
      noneWhy={t('list.noneWhy')}
    >
      <Rows rows={rows ?? []} />
    </ListScreen>
  );
}

function Rows({ rows }: { readonly rows: readonly ExerciseRow[] }) {
  const { t } = useTranslation('exercises');
  const navigate = useNavigate();
  const shown = useShown();
  return (
    <PartedList
      label={t('rail.label')}
      rows={rows}
      parts={exerciseStates.map((state) => ({
        key: state,
        word: stateWord(t, state),
        has: (row: ExerciseRow) => row.state === state,
      }))}
      shown={shown}
      save={(listed) => <SaveExercises rows={listed} />}
      words={{
        all: t('list.all'),
        count: (count) => t('list.count', { count }),
        nothing: t('list.nothing'),
        nothingWhy: t('list.nothingWhy'),
      }}
      onOpen={(row) => void navigate({ to: '/exercises/$exerciseId', params: { exerciseId: row.id } as never })}
      renderRow={(row) => <Row row={row} />}
    />
  );
}

function Row({ row }: { readonly row: ExerciseRow }) {
  const { t } = useTranslation('exercises');
  const { format } = useLocale();
  return (
    <RowContent
      reference={row.reference}
      title={row.title ? <PlainText text={row.title.text} lang={row.title.lang} /> : t('exercise.untitled')}
      sub={
        <RowFacts>
          {row.start !== '' && <span>{daysText(format, row.start, row.end)}</span>}
          {row.place !== undefined && <PlainText text={row.place} />}
          {row.kind !== undefined && <span>{kindWord(t, row.kind)}</span>}
        </RowFacts>
      }
      end={
        <>
          <Tag tone={stateTones[row.state]}>{stateWord(t, row.state)}</Tag>
          {row.marking && <TlpChip level={row.marking} />}
        </>
      }
    />
  );
}
