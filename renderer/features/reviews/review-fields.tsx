import { useTranslation } from 'react-i18next';
import { type BoundForm, boundFields } from '../../ui/bound-fields.ts';
import { DayFields, PlaceField } from '../../ui/event-fields.tsx';
import { FieldRow, LinesField, MarkingField, ReferenceField } from '../../ui/form.tsx';
import { FormField } from '../../ui/form-field.tsx';
import type { TypedReview } from './review-typed.ts';

interface ReviewFieldsProps extends BoundForm<TypedReview> {
  /** What the review looks back on is a record: its name is not typed. */
  readonly hasSubject: boolean;
}

/** What there is to say of a review besides its findings. */
export function ReviewFields({ hasSubject, ...form }: ReviewFieldsProps) {
  const { t } = useTranslation('reviews');
  const field = boundFields(form);
  const { language } = form.values;
  return (
    <>
      <FormField label={t('form.title')} lang={language} maxLength={2_000} required {...field('title')} />
      {!hasSubject && (
        <FormField
          label={t('form.subject')}
          hint={t('form.subjectHint')}
          maxLength={2_000}
          {...field('subjectTitle')}
        />
      )}
      <FieldRow>
        <DayFields {...form} />
        <PlaceField {...field('place')} />
      </FieldRow>
      <FormField
        label={t('form.overview')}
        hint={t('form.overviewHint')}
        lang={language}
        lines={5}
        {...field('overview')}
      />
      <LinesField label={t('form.participants')} lines={4} {...field('participants')} />
      <FieldRow>
        <FormField label={t('form.facilitator')} maxLength={300} {...field('facilitator')} />
        <ReferenceField {...field('reference')} />
        <MarkingField {...field('marking')} />
      </FieldRow>
    </>
  );
}
