import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isTimeZone } from '../../../shared/base/plain-date.ts';
import { type Exercise, exercise as exerciseDeclaration } from '../../../shared/domain/exercise.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import { recordQuery, recordStateQuery } from '../../data/record-queries.ts';
import { useCreateScope } from '../../data/use-create-scope.ts';
import { useSaveRecord } from '../../data/use-save-record.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { RecordForm } from '../../ui/form.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import { endsBeforeStart } from '../../ui/typed-days.ts';
import { ExerciseFields } from './exercise-fields.tsx';
import { ExerciseNotHere } from './exercise-not-here.tsx';
import { draftsOfObjectives, keyed, typedOf } from './exercise-typed.ts';

/** An exercise that is not there yet. */
export function NewExercise() {
  const scope = useCreateScope('exercise');
  return scope === null ? <ExerciseNotHere cause="not-allowed" /> : <ExerciseForm from={{ scope }} />;
}

/** The fields of an exercise that is there. */
export function EditExercise() {
  const { t } = useTranslation('exercises');
  const { exerciseId } = useParams({ strict: false }) as { exerciseId: string };
  const exercise = useQuery(recordQuery(exerciseDeclaration, exerciseId)).data;
  const state = useQuery(recordStateQuery(exerciseId)).data;
  if (exercise === undefined || state === undefined) return null;
  if (exercise === null || state === null) return <ExerciseNotHere cause="away" what={t('exercise.gone')} />;
  if (exercise.deleted) return <ExerciseNotHere cause="deleted" what={t('exercise.deleted')} />;
  return <ExerciseForm from={state} exercise={exercise} />;
}

interface ExerciseFormProps {
  readonly from: RecordState | { readonly scope: string };
  readonly exercise?: Exercise;
}

function ExerciseForm({ from, exercise }: ExerciseFormProps) {
  const { t } = useTranslation('exercises');
  const { language } = useLocale();
  const navigate = useNavigate();
  const { save, saving } = useSaveRecord(exerciseDeclaration, from);
  const [values, setValues] = useState(() => typedOf(exercise, language));
  const hasLines = exercise !== undefined && Object.values(exercise.objectives).some(Boolean);
  const heading = exercise ? t('exercise.edit') : t('exercise.new');
  useScreenTitle(heading, t('rail.label'));
  const send = async () => {
    if (!isTimeZone(values.timeZone) || endsBeforeStart(values)) return;
    // A new exercise has its objectives as records, made with it in one action.
    const { [`objectives.${values.language}`]: lines = null, ...fields } = keyed(values);
    const id = hasLines
      ? await save({ ...fields, [`objectives.${values.language}`]: lines })
      : await save(fields, (made) => draftsOfObjectives(values, made));
    if (id !== null)
      void navigate({ to: '/exercises/$exerciseId', params: { exerciseId: id } as never, replace: true });
  };
  return (
    <>
      <TopBar crumbs={[{ label: t('rail.label'), path: '/exercises' }, { label: heading }]} />
      <RecordForm heading={heading} saving={saving} onSave={send}>
        <ExerciseFields
          hasObjectiveLines={hasLines || exercise === undefined}
          values={values}
          onChange={(change) => setValues((now) => ({ ...now, ...change }))}
        />
      </RecordForm>
    </>
  );
}
