import { useTranslation } from 'react-i18next';
import { plainName } from '../../../../shared/domain/conduct/exercise-part.ts';
import { evaluationReport, type ReportedRow } from '../../../../shared/domain/evaluation/evaluation-report.ts';
import { rating as declaration } from '../../../../shared/domain/evaluation/rating.ts';
import { type ColumnOf, tableOf } from '../../../../shared/domain/spreadsheet/table-of.ts';
import { useProfile } from '../../../data/engine-context.tsx';
import { saidWord } from '../../../data/ratings/rating-words.ts';
import type { Evaluation } from '../../../data/ratings/use-evaluation.ts';
import { SaveList, TableDialog } from '../../../data/save-list.tsx';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import type { OpenExercise } from '../use-open-exercise.ts';
import { evaluatorNames, type RatingRow } from './ratings-model.ts';

interface SaveRatingsProps {
  readonly open: OpenExercise;
  readonly evaluation: Evaluation;
  /** As the screen shows them. */
  readonly shown: readonly RatingRow[];
}

/** Saves the ratings of an exercise as they stand side by side: what was agreed, and each evaluator's own with its reason. */
export function SaveRatings(props: SaveRatingsProps) {
  const { may } = useProfile();
  if (props.shown.length === 0 || !may('read', declaration.type, props.open.exercise.scope)) return null;
  return <SaveList dialog={(onClose) => <RatingsDialog {...props} onClose={onClose} />} />;
}

function RatingsDialog({ open: { exercise }, evaluation, shown, onClose }: SaveRatingsProps & { onClose(): void }) {
  const { t } = useTranslation('exercises');
  const { t: words } = useTranslation('data');
  const { language } = useLocale();
  const rows = evaluationReport(
    shown.map(({ row }) => row),
    evaluation.standingOf,
    language,
  );
  const names = evaluatorNames(exercise, shown);
  const own = (name: string, { ratings }: ReportedRow) =>
    ratings.find((each) => plainName(each.name) === plainName(name));
  const table = tableOf(rows, [
    { heading: t('column.number'), cell: ({ number }) => number },
    { heading: t('column.title'), cell: ({ text }) => text },
    { heading: t('rating.agreed'), cell: ({ agreed }) => agreed },
    { heading: t('rating.whyAgree'), cell: ({ why }) => why },
    { heading: t('rating.lead'), cell: ({ agreedBy }) => agreedBy },
    ...names.flatMap((name): ColumnOf<ReportedRow>[] => [
      {
        heading: name,
        cell: (row) => {
          const said = own(name, row);
          return said && saidWord(words, said.value);
        },
      },
      { heading: [name, t('rating.why')].join(' · '), cell: (row) => own(name, row)?.text },
    ]),
  ]);
  const title = t('rating.title');
  const people = new Set([...names, ...rows.map(({ agreedBy }) => agreedBy)].map(plainName).filter(Boolean));
  return (
    <TableDialog
      table={{ ...table, title, marking: exercise.marking ?? null }}
      name={[exercise.reference, title].filter(Boolean).join(' ')}
      people={people.size}
      onClose={onClose}
    />
  );
}
