import { IconScale } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pickText } from '../../../../shared/domain/localised.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { type Evaluation, useEvaluation } from '../../../data/ratings/use-evaluation.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FilterChip } from '../../../ui/filter-chip.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { PlainText } from '../../../ui/plain-text.tsx';
import { RecordFact, RecordHeader } from '../../../ui/record-header.tsx';
import { useScreenTitle } from '../../../ui/screen-title.ts';
import { SidePane } from '../../../ui/side-pane.tsx';
import { useLetterKey } from '../../../ui/use-letter-key.ts';
import { ExerciseNotHere } from '../exercise-not-here.tsx';
import { PartTopBar } from '../part-top-bar.tsx';
import { type OpenExercise, useOpenExercise } from '../use-open-exercise.ts';
import { RatingPane } from './rating-pane.tsx';
import css from './ratings.module.css';
import {
  evaluatorNames,
  isToAgree,
  isUnder,
  nextWhere,
  type RatingFilter,
  type RatingRow,
  ratingFilters,
  ratingRows,
} from './ratings-model.ts';
import { RatingsTable } from './ratings-table.tsx';
import { SaveRatings } from './save-ratings.tsx';

/** Every evaluator's rating of each target and task side by side, one's own to give, and what is agreed. */
export function RatingsScreen() {
  const { t } = useTranslation('exercises');
  const { exerciseId } = useParams({ strict: false }) as { exerciseId: string };
  const open = useOpenExercise(exerciseId);
  const evaluation = useEvaluation(exerciseId);
  if (open === null) return <ExerciseNotHere cause="away" what={t('exercise.gone')} />;
  if (open === undefined || evaluation === undefined) return null;
  if (open.exercise.deleted) return <ExerciseNotHere cause="deleted" what={t('exercise.deleted')} />;
  if (!open.part.seesAll) return <ExerciseNotHere cause="not-allowed" />;
  return <Ratings key={exerciseId} open={open} evaluation={evaluation} />;
}

interface RatingsProps {
  readonly open: OpenExercise;
  readonly evaluation: Evaluation;
}

function Ratings({ open, evaluation }: RatingsProps) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const navigate = useNavigate();
  const { exercise } = open;
  const title = pickText(exercise.title, language, exercise.language);
  useScreenTitle(t('rating.title'), title?.text);
  const rows = ratingRows(evaluation.rows, evaluation.standingOf);
  const rated = rows.filter(({ row }) => row.level !== 'objective');
  const agreed = rated.filter(({ standing }) => standing.agreed !== null).length;
  return (
    <>
      <PartTopBar open={open} label={t('rating.title')} />
      <RecordHeader title={title?.text ?? t('exercise.untitled')} lang={title?.lang} tlp={exercise.marking}>
        <RecordFact tone="strong">{t('rating.title')}</RecordFact>
        <RecordFact>{t('guide.agreed', { agreed, count: rated.length })}</RecordFact>
        {exercise.leadEvaluator !== undefined && (
          <RecordFact>
            {t('rating.lead')} <PlainText text={exercise.leadEvaluator} />
          </RecordFact>
        )}
      </RecordHeader>
      {rated.length === 0 ? (
        <EmptyState
          ofRecords
          icon={IconScale}
          title={t('rating.none')}
          action={{
            label: t('board.toExercise'),
            onClick: () => void navigate({ to: `/exercises/${exercise.id}` as never }),
          }}
        >
          {t('rating.noneWhy')}
        </EmptyState>
      ) : (
        <RatingsMain open={open} evaluation={evaluation} rows={rows} />
      )}
    </>
  );
}

interface RatingsMainProps extends RatingsProps {
  readonly rows: readonly RatingRow[];
}

function RatingsMain({ open, evaluation, rows }: RatingsMainProps) {
  const { t } = useTranslation('exercises');
  const { name } = useProfile();
  const [filter, setFilter] = useState<RatingFilter>('all');
  const [chosen, setChosen] = useState<string | null>(null);
  const isMine = (each: RatingRow) => isUnder('mine', each, name);
  // Null: an evaluator begins with what they have not rated, whoever agrees with what waits for it.
  const first = (open.part.mayRate && rows.find(isMine)) || rows.find(({ standing }) => isToAgree(standing));
  const [begun] = useState(() => first?.row.id);
  const current = rows.find(({ row }) => row.id === (chosen ?? begun)) ?? rows[0];
  const goToNext = (holds: (each: RatingRow) => boolean) => {
    const next = nextWhere(rows, current?.row.id ?? null, holds);
    if (next !== null) setChosen(next);
  };
  useLetterKey('KeyJ', () => goToNext(({ standing }) => standing.spread > 0));
  const filters = ratingFilters.filter((each) => each !== 'mine' || open.part.mayRate);
  const shown = rows.filter((each) => isUnder(filter, each, name));
  return (
    <SidePane
      label={t('rating.pane')}
      width={420}
      pane={
        current && (
          <RatingPane
            open={open}
            evaluation={evaluation}
            current={current}
            onSaved={(giving) => goToNext(giving === 'rate' ? isMine : ({ standing }) => isToAgree(standing))}
          />
        )
      }
    >
      <div className={css.main}>
        <div className={css.chips}>
          {filters.map((each) => (
            <FilterChip
              key={each}
              selected={filter === each}
              count={rows.filter((row) => isUnder(each, row, name)).length}
              onClick={() => setFilter(each)}
            >
              {t(`rating.filter.${each}`)}
            </FilterChip>
          ))}
          <span className={css.keys}>
            <Kbd>J</Kbd> {t('rating.nextDifference')}
          </span>
          <SaveRatings open={open} evaluation={evaluation} shown={shown} />
        </div>
        <RatingsTable
          rows={shown}
          names={evaluatorNames(open.exercise, rows)}
          current={current?.row.id}
          onChoose={setChosen}
        />
      </div>
    </SidePane>
  );
}
