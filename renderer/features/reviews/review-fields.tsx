import { useTranslation } from 'react-i18next';
import { FieldRow, MarkingField } from '../../ui/form.tsx';
import { FormField } from '../../ui/form-field.tsx';
import { endsBeforeStart, type TypedReview } from './review-typed.ts';

interface ReviewFieldsProps {
  readonly values: TypedReview;
  /** What the review looks back on is a record: its name is not typed. */
  readonly hasSubject: boolean;
  onChange(change: Partial<TypedReview>): void;
}

/** What there is to say of a review besides its findings. */
export function ReviewFields({ values, hasSubject, onChange }: ReviewFieldsProps) {
  const { t } = useTranslation('reviews');
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
      {!hasSubject && (
        <FormField
          label={t('form.subject')}
          hint={t('form.subjectHint')}
          maxLength={2_000}
          value={values.subjectTitle}
          onChange={(subjectTitle) => onChange({ subjectTitle })}
        />
      )}
      <EventFields values={values} onChange={onChange} />
      <FormField
        label={t('form.overview')}
        hint={t('form.overviewHint')}
        lang={language}
        lines={5}
        value={values.overview}
        onChange={(overview) => onChange({ overview })}
      />
      <FormField
        label={t('form.participants')}
        hint={t('form.onePerLine')}
        lines={4}
        value={values.participants}
        onChange={(participants) => onChange({ participants })}
      />
      <FieldRow>
        <FormField
          label={t('form.facilitator')}
          maxLength={300}
          value={values.facilitator}
          onChange={(facilitator) => onChange({ facilitator })}
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

/** When and where it was. */
function EventFields({ values, onChange }: Omit<ReviewFieldsProps, 'hasSubject'>) {
  const { t } = useTranslation('reviews');
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
    </FieldRow>
  );
}
