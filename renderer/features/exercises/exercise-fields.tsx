import { useTranslation } from 'react-i18next';
import { exerciseKinds, exerciseStates } from '../../../shared/domain/exercise.ts';
import { type BoundForm, boundFields } from '../../ui/bound-fields.ts';
import { DayFields, PlaceField, TimeZoneField } from '../../ui/event-fields.tsx';
import { FieldRow, LinesField, MarkingField, ReferenceField } from '../../ui/form.tsx';
import { FormField, SelectField } from '../../ui/form-field.tsx';
import { namedRoles, type TypedExercise } from './exercise-typed.ts';
import { kindWord, stateWord } from './exercise-words.ts';
import { PlaybooksField } from './playbooks-field.tsx';

interface ExerciseFieldsProps extends BoundForm<TypedExercise> {
  /** Objectives by line: of a new exercise, and of one from before they were records of their own. */
  readonly hasObjectiveLines: boolean;
}

/** What there is to say of an exercise. */
export function ExerciseFields(form: ExerciseFieldsProps) {
  const { t } = useTranslation('exercises');
  const field = boundFields(form);
  const { language } = form.values;
  const { value: playbooks, onChange: setPlaybooks } = field('playbooks');
  return (
    <>
      <FormField label={t('form.title')} lang={language} maxLength={2_000} required {...field('title')} />
      <FieldRow>
        <SelectField
          label={t('form.kind')}
          options={exerciseKinds.map((kind) => ({ value: kind, label: kindWord(t, kind) }))}
          {...field('kind')}
        />
        <SelectField
          label={t('form.state')}
          options={exerciseStates.map((state) => ({ value: state, label: stateWord(t, state) }))}
          {...field('state')}
        />
      </FieldRow>
      <FieldRow>
        <DayFields {...form} />
        <PlaceField {...field('place')} />
        <TimeZoneField {...field('timeZone')} />
      </FieldRow>
      {form.hasObjectiveLines && (
        <LinesField label={t('form.objectives')} lang={language} lines={4} {...field('objectives')} />
      )}
      <FormField label={t('form.extent')} hint={t('form.extentHint')} lang={language} lines={3} {...field('extent')} />
      <FormField label={t('form.scenario')} lang={language} lines={4} {...field('scenario')} />
      <PlaybooksField chosen={playbooks} onChange={setPlaybooks} />
      <LinesField label={t('form.organisations')} lines={3} {...field('organisations')} />
      <FieldRow>
        {namedRoles.map((role) => (
          <LinesField key={role} label={t(`people.${role}`)} lines={3} {...field(role)} />
        ))}
      </FieldRow>
      <FieldRow>
        <FormField label={t('form.director')} maxLength={300} {...field('director')} />
        <FormField label={t('role.lead-evaluator')} maxLength={300} {...field('leadEvaluator')} />
        <ReferenceField {...field('reference')} />
        <MarkingField {...field('marking')} />
      </FieldRow>
    </>
  );
}
