/** When and where something is: the fields that sessions, exercises and reviews have in common. */
import { useTranslation } from 'react-i18next';
import { isTimeZone } from '../../shared/base/plain-date.ts';
import type { BoundField, BoundForm } from './bound-fields.ts';
import { FormField } from './form-field.tsx';
import { endsBeforeStart, type TypedDays } from './typed-days.ts';

interface DayFieldsProps extends BoundForm<TypedDays> {
  readonly required?: boolean;
}

/** First and last day, beside each other. */
export function DayFields({ values, onChange, required = false }: DayFieldsProps) {
  const { t } = useTranslation('ui');
  return (
    <>
      <FormField
        label={t('form.start')}
        type="date"
        required={required}
        value={values.start}
        onChange={(start) => onChange({ start })}
      />
      <FormField
        label={t('form.end')}
        type="date"
        problem={endsBeforeStart(values) ? t('form.endBeforeStart') : undefined}
        value={values.end}
        onChange={(end) => onChange({ end })}
      />
    </>
  );
}

export function PlaceField({ required = false, ...field }: BoundField<string> & { readonly required?: boolean }) {
  const { t } = useTranslation('ui');
  return <FormField label={t('form.place')} maxLength={500} required={required} {...field} />;
}

export function TimeZoneField(field: BoundField<string>) {
  const { t } = useTranslation('ui');
  return (
    <FormField
      label={t('form.timeZone')}
      problem={isTimeZone(field.value) ? undefined : t('form.zoneUnknown')}
      suggestions={Intl.supportedValuesOf('timeZone')}
      {...field}
    />
  );
}
