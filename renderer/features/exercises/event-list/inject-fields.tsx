import { useTranslation } from 'react-i18next';
import { injectKinds, injectMethods } from '../../../../shared/domain/conduct/inject.ts';
import type { Objective } from '../../../../shared/domain/conduct/objective.ts';
import { pickText } from '../../../../shared/domain/localised.ts';
import { useLocale } from '../../../i18n/locale-provider.tsx';
import { type BoundForm, boundFields } from '../../../ui/bound-fields.ts';
import { FieldRow } from '../../../ui/form.tsx';
import { FormField, SelectField } from '../../../ui/form-field.tsx';
import { injectKindWord, methodWord } from '../exercise-words.ts';
import { type TypedInject, typedTimes } from './inject-typed.ts';

interface InjectFieldsProps extends BoundForm<TypedInject> {
  readonly objectives: readonly Objective[];
}

/** What there is to say of an inject. */
export function InjectFields(form: InjectFieldsProps) {
  const { t } = useTranslation('exercises');
  const field = boundFields(form);
  const { language, kind } = form.values;
  return (
    <>
      <FieldRow>
        <FormField label={t('inject.number')} maxLength={30} {...field('number')} />
        <SelectField
          label={t('form.kind')}
          options={injectKinds.map((each) => ({ value: each, label: injectKindWord(t, each) }))}
          {...field('kind')}
        />
        <ObjectiveField objectives={form.objectives} {...field('objective')} />
      </FieldRow>
      <FormField label={t('inject.title')} lang={language} maxLength={2_000} required {...field('title')} />
      <Times {...form} />
      <FieldRow>
        <FormField label={t('inject.from')} maxLength={500} {...field('from')} />
        <FormField label={t('inject.to')} maxLength={500} {...field('to')} />
        <MethodField {...field('method')} />
      </FieldRow>
      <FormField
        label={t('inject.message')}
        hint={kind === 'expected-action' ? undefined : t('inject.messageHint')}
        lang={language}
        lines={4}
        {...field('message')}
      />
      <FormField label={t('inject.expected')} lang={language} lines={3} {...field('expected')} />
      <FormField
        label={t('inject.instructions')}
        hint={t('inject.instructionsHint')}
        lang={language}
        lines={3}
        {...field('instructions')}
      />
      <FormField label={t('inject.place')} maxLength={500} {...field('place')} />
    </>
  );
}

function Times(form: InjectFieldsProps) {
  const { t } = useTranslation('exercises');
  const field = boundFields(form);
  const { wallMinute, scenarioMinute } = typedTimes(form.values);
  const problem = (minute: number | null | undefined) => (minute === undefined ? t('time.wrong') : undefined);
  return (
    <FieldRow>
      <FormField label={t('inject.wallDay')} type="number" {...field('wallDay')} />
      <FormField
        label={t('inject.wallTime')}
        hint={t('inject.wallHint')}
        problem={problem(wallMinute)}
        maxLength={20}
        {...field('wallTime')}
      />
      <FormField label={t('inject.scenarioDay')} type="number" {...field('scenarioDay')} />
      <FormField
        label={t('inject.scenarioTime')}
        problem={problem(scenarioMinute)}
        maxLength={20}
        {...field('scenarioTime')}
      />
    </FieldRow>
  );
}

interface ChoiceFieldProps {
  readonly value: string;
  onChange(value: string): void;
}

function MethodField({ value, onChange }: ChoiceFieldProps) {
  const { t } = useTranslation('exercises');
  // A word of an imported list stands among the others.
  const methods = ['', ...new Set<string>([...injectMethods, value])].filter(
    (each, place) => place === 0 || each !== '',
  );
  return (
    <SelectField
      label={t('inject.method')}
      value={value}
      options={methods.map((each) => ({
        value: each,
        label: each === '' ? t('inject.noMethod') : methodWord(t, each),
      }))}
      onChange={onChange}
    />
  );
}

/** One of the objectives of the exercise, or none. */
export function ObjectiveField({
  objectives,
  value,
  onChange,
}: ChoiceFieldProps & Pick<InjectFieldsProps, 'objectives'>) {
  const { t } = useTranslation('exercises');
  const { language, format } = useLocale();
  const options = objectives.map((objective, place) => {
    const text = pickText(objective.text, language, objective.language)?.text ?? t('objective.wordless');
    return { value: objective.id, label: `${format.number(place + 1)} ${text}` };
  });
  return (
    <SelectField
      label={t('inject.objective')}
      value={value}
      options={[{ value: '', label: t('inject.noObjective') }, ...options]}
      onChange={onChange}
    />
  );
}
