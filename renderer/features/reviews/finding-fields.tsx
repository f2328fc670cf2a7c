import { useTranslation } from 'react-i18next';
import { findingKinds } from '../../../shared/domain/review/finding.ts';
import { FormField } from '../../ui/form-field.tsx';
import { SegmentedSwitch } from '../../ui/segmented-switch.tsx';
import type { TypedFinding } from './finding-typed.ts';
import { findingKindWord } from './review-words.ts';
import css from './reviews.module.css';
import { StepField } from './step-field.tsx';

interface FindingFieldsProps {
  readonly values: TypedFinding;
  /** Those that other findings of the review name. */
  readonly capabilities: readonly string[];
  onChange(change: Partial<TypedFinding>): void;
}

/** What there is to say of a finding. */
export function FindingFields({ values, capabilities, onChange }: FindingFieldsProps) {
  const { t } = useTranslation('reviews');
  const { language } = values;
  return (
    <>
      <div className={css.switch}>
        <SegmentedSwitch
          label={t('finding.kind.label')}
          value={values.kind}
          options={findingKinds.map((kind) => ({ value: kind, label: findingKindWord(t, kind) }))}
          onChange={(kind) => onChange({ kind })}
        />
      </div>
      <FormField
        label={t('finding.title')}
        hint={t('finding.titleHint')}
        lang={language}
        maxLength={2_000}
        required
        value={values.title}
        onChange={(title) => onChange({ title })}
      />
      <FormField
        label={t('finding.observation')}
        hint={t('finding.observationHint')}
        lang={language}
        lines={4}
        value={values.observation}
        onChange={(observation) => onChange({ observation })}
      />
      <FormField
        label={t('finding.analysis')}
        hint={t('finding.analysisHint')}
        lang={language}
        lines={4}
        value={values.analysis}
        onChange={(analysis) => onChange({ analysis })}
      />
      <FormField
        label={t('finding.capability')}
        suggestions={capabilities}
        maxLength={500}
        value={values.capability}
        onChange={(capability) => onChange({ capability })}
      />
      <FormField
        label={t('finding.reference')}
        hint={t('finding.referenceHint')}
        maxLength={2_000}
        value={values.reference}
        onChange={(reference) => onChange({ reference })}
      />
      <StepField label={t('finding.step')} chosen={values.about} onChange={(about) => onChange({ about })} />
    </>
  );
}
