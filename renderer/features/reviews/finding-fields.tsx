import { useTranslation } from 'react-i18next';
import { findingKinds } from '../../../shared/domain/review/finding.ts';
import { type BoundForm, boundFields } from '../../ui/bound-fields.ts';
import { FormField } from '../../ui/form-field.tsx';
import { SegmentedSwitch } from '../../ui/segmented-switch.tsx';
import type { TypedFinding } from './finding-typed.ts';
import { findingKindWord } from './review-words.ts';
import css from './reviews.module.css';
import { StepField } from './step-field.tsx';

interface FindingFieldsProps extends BoundForm<TypedFinding> {
  /** Those that other findings of the review name. */
  readonly capabilities: readonly string[];
}

/** What there is to say of a finding. */
export function FindingFields({ capabilities, ...form }: FindingFieldsProps) {
  const { t } = useTranslation('reviews');
  const field = boundFields(form);
  const { language } = form.values;
  return (
    <>
      <div className={css.switch}>
        <SegmentedSwitch
          label={t('finding.kind.label')}
          options={findingKinds.map((kind) => ({ value: kind, label: findingKindWord(t, kind) }))}
          {...field('kind')}
        />
      </div>
      <FormField
        label={t('finding.title')}
        hint={t('finding.titleHint')}
        lang={language}
        maxLength={2_000}
        required
        {...field('title')}
      />
      <FormField
        label={t('finding.observation')}
        hint={t('finding.observationHint')}
        lang={language}
        lines={4}
        {...field('observation')}
      />
      <FormField
        label={t('finding.analysis')}
        hint={t('finding.analysisHint')}
        lang={language}
        lines={4}
        {...field('analysis')}
      />
      <FormField label={t('finding.capability')} suggestions={capabilities} maxLength={500} {...field('capability')} />
      <FormField
        label={t('finding.reference')}
        hint={t('finding.referenceHint')}
        maxLength={2_000}
        {...field('reference')}
      />
      <StepField label={t('finding.step')} chosen={form.values.about} onChange={field('about').onChange} />
    </>
  );
}
