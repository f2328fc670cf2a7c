import { useTranslation } from 'react-i18next';
import { exerciseKinds, exerciseStates } from '../../../shared/domain/exercise.ts';
import { isTimeZone } from '../../../shared/domain/training/attendance.ts';
import { FieldRow, MarkingField } from '../../ui/form.tsx';
import { FormField, SelectField } from '../../ui/form-field.tsx';
import { endsBeforeStart, type TypedExercise } from './exercise-typed.ts';
import { kindWord, stateWord } from './exercise-words.ts';
import { PlaybooksField } from './playbooks-field.tsx';

interface ExerciseFieldsProps {
  readonly values: TypedExercise;
  onChange(change: Partial<TypedExercise>): void;
}

/** What there is to say of an exercise. */
export function ExerciseFields({ values, onChange }: ExerciseFieldsProps) {
  const { t } = useTranslation('exercises');
  const { language } = values;
  return (
    <>
      <FormField
        label={t('form.title')}
        lang={language}
        maxLength={2_000}
        required
        value={values.title}
        onChange={(title) => onChange({ title })}
      />
      <FieldRow>
        <SelectField
          label={t('form.kind')}
          value={values.kind}
          options={exerciseKinds.map((kind) => ({ value: kind, label: kindWord(t, kind) }))}
          onChange={(kind) => onChange({ kind })}
        />
        <SelectField
          label={t('form.state')}
          value={values.state}
          options={exerciseStates.map((state) => ({ value: state, label: stateWord(t, state) }))}
          onChange={(state) => onChange({ state })}
        />
      </FieldRow>
      <Days values={values} onChange={onChange} />
      <Contents values={values} onChange={onChange} />
      <PlaybooksField chosen={values.playbooks} onChange={(playbooks) => onChange({ playbooks })} />
      <FormField
        label={t('form.organisations')}
        hint={t('form.onePerLine')}
        lines={3}
        value={values.organisations}
        onChange={(organisations) => onChange({ organisations })}
      />
      <FieldRow>
        <FormField
          label={t('form.director')}
          maxLength={300}
          value={values.director}
          onChange={(director) => onChange({ director })}
        />
        <FormField
          label={t('form.reference')}
          maxLength={60}
          value={values.reference}
          onChange={(reference) => onChange({ reference })}
        />
        <MarkingField value={values.marking} onChange={(marking) => onChange({ marking })} />
      </FieldRow>
    </>
  );
}

function Days({ values, onChange }: ExerciseFieldsProps) {
  const { t } = useTranslation('exercises');
  return (
    <FieldRow>
      <FormField label={t('form.start')} type="date" value={values.start} onChange={(start) => onChange({ start })} />
      <FormField
        label={t('form.end')}
        type="date"
        problem={endsBeforeStart(values) ? t('form.endBeforeStart') : undefined}
        value={values.end}
        onChange={(end) => onChange({ end })}
      />
      <FormField
        label={t('form.place')}
        maxLength={500}
        value={values.place}
        onChange={(place) => onChange({ place })}
      />
      <FormField
        label={t('form.timeZone')}
        problem={isTimeZone(values.timeZone) ? undefined : t('form.zoneUnknown')}
        suggestions={Intl.supportedValuesOf('timeZone')}
        value={values.timeZone}
        onChange={(timeZone) => onChange({ timeZone })}
      />
    </FieldRow>
  );
}

function Contents({ values, onChange }: ExerciseFieldsProps) {
  const { t } = useTranslation('exercises');
  const { language } = values;
  return (
    <>
      <FormField
        label={t('form.objectives')}
        hint={t('form.onePerLine')}
        lang={language}
        lines={4}
        value={values.objectives}
        onChange={(objectives) => onChange({ objectives })}
      />
      <FormField
        label={t('form.extent')}
        hint={t('form.extentHint')}
        lang={language}
        lines={3}
        value={values.extent}
        onChange={(extent) => onChange({ extent })}
      />
      <FormField
        label={t('form.scenario')}
        lang={language}
        lines={4}
        value={values.scenario}
        onChange={(scenario) => onChange({ scenario })}
      />
    </>
  );
}
