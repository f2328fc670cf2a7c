import { useTranslation } from 'react-i18next';
import { pickText } from '../../../shared/domain/localised.ts';
import { actionElements } from '../../../shared/domain/review/action.ts';
import { useIdentity } from '../../data/engine-context.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { type BoundForm, boundFields } from '../../ui/bound-fields.ts';
import { FieldRow } from '../../ui/form.tsx';
import { FormField, SelectField } from '../../ui/form-field.tsx';
import { dueBeforeStart, type TypedAction } from './action-typed.ts';
import { elementWord } from './review-words.ts';
import type { OpenReview } from './use-review.ts';

interface ActionFieldsProps extends BoundForm<TypedAction> {
  readonly open: OpenReview;
}

/** A line of the improvement plan. */
export function ActionFields({ open, ...form }: ActionFieldsProps) {
  const field = boundFields(form);
  const { values } = form;
  const { t } = useTranslation('reviews');
  const { language } = useLocale();
  const ofFindings = open.findings.map((finding, place) => ({
    value: finding.id,
    label: `${place + 1}. ${pickText(finding.title, language, finding.language)?.text ?? t('finding.untitled')}`,
  }));
  return (
    <>
      <FormField
        label={t('action.text')}
        hint={t('action.textHint')}
        lang={values.language}
        lines={3}
        maxLength={5_000}
        required
        {...field('text')}
      />
      <SelectField
        label={t('action.finding')}
        options={[{ value: '', label: t('action.wholeReview') }, ...ofFindings]}
        {...field('finding')}
      />
      <OwnerFields open={open} {...form} />
      <FieldRow>
        <SelectField
          label={t('action.element.label')}
          options={actionElements.map((element) => ({ value: element, label: elementWord(t, element) }))}
          {...field('element')}
        />
        <FormField label={t('action.start')} type="date" {...field('start')} />
        <FormField
          label={t('action.due')}
          type="date"
          problem={dueBeforeStart(values) ? t('action.dueBeforeStart') : undefined}
          {...field('due')}
        />
      </FieldRow>
    </>
  );
}

/** Who does it: people and organisations that the review and this laptop know are offered. */
function OwnerFields({ open: { review, actions }, ...form }: ActionFieldsProps) {
  const field = boundFields(form);
  const { t } = useTranslation('reviews');
  const { profiles } = useIdentity();
  const people = [...(review.participants ?? []), ...profiles.map(({ name }) => name)];
  const organisations = [
    ...actions.flatMap(({ organisation }) => organisation ?? []),
    ...profiles.map(({ centre }) => centre),
  ];
  return (
    <FieldRow>
      <FormField label={t('action.owner')} suggestions={[...new Set(people)]} maxLength={300} {...field('owner')} />
      <FormField
        label={t('action.organisation')}
        suggestions={[...new Set(organisations)]}
        maxLength={500}
        {...field('organisation')}
      />
    </FieldRow>
  );
}
