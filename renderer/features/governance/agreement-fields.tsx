import { useTranslation } from 'react-i18next';
import { ceilings } from '../../../shared/domain/agreement/agreement.ts';
import { noteLimit } from '../../../shared/domain/note-limit.ts';
import { useCentres } from '../../data/use-agreements.ts';
import { isolate } from '../../i18n/isolate.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { type BoundForm, boundFields } from '../../ui/bound-fields.ts';
import { DayFields } from '../../ui/event-fields.tsx';
import { FieldRow, ReferenceField } from '../../ui/form.tsx';
import { FormField, SelectField } from '../../ui/form-field.tsx';
import type { TypedAgreement, TypedProblem } from './agreement-typed.ts';
import { KindsField } from './kinds-field.tsx';

interface AgreementFieldsProps extends BoundForm<TypedAgreement> {
  readonly problems: readonly TypedProblem[];
}

/** Between whom, what, up to which mark, from when until when, and what for. */
export function AgreementFields({ problems, ...form }: AgreementFieldsProps) {
  const { t } = useTranslation('governance');
  const { format, language, dir } = useLocale();
  const field = boundFields(form);
  const centres = useCentres();
  const hint = t('form.partiesHint', { centres: format.list(centres.map((centre) => isolate(centre, dir))) });
  return (
    <>
      <FormField label={t('form.title')} lang={language} maxLength={500} required {...field('title')} />
      <FormField
        label={t('form.parties')}
        lines={3}
        hint={centres.length === 0 ? t('form.partiesWhere') : hint}
        problem={problems.includes('parties') ? t('form.partiesTwo') : undefined}
        {...field('parties')}
      />
      <KindsField label={t('form.kinds')} isMissing={problems.includes('kinds')} {...field('kinds')} />
      <FieldRow>
        <SelectField
          label={t('form.ceiling')}
          ltr
          options={ceilings.map((level) => ({ value: level, label: level }))}
          {...field('ceiling')}
        />
        <DayFields required {...form} />
      </FieldRow>
      <SelectField
        label={t('form.consent')}
        options={[
          { value: 'asked', label: t('form.consentAsked') },
          { value: 'not-asked', label: t('form.consentNotAsked') },
        ]}
        {...field('consent')}
      />
      <FormField
        label={t('form.purpose')}
        lang={language}
        lines={4}
        maxLength={noteLimit}
        required
        {...field('purpose')}
      />
      <FieldRow>
        <FormField
          label={t('form.signatures')}
          type="number"
          problem={problems.includes('signatures') ? t('form.signaturesRange') : undefined}
          {...field('signatures')}
        />
        <ReferenceField {...field('reference')} />
      </FieldRow>
    </>
  );
}
