import { useTranslation } from 'react-i18next';
import { hoursOf } from '../../../shared/domain/training/session-calendar.ts';
import type { BoundForm } from '../../ui/bound-fields.ts';
import { FormField } from '../../ui/form-field.tsx';

interface TypedHours {
  readonly opens: string;
  readonly closes: string;
}

/** Hours as typed cannot be saved like this: one of them is missing, or they are the wrong way round. */
export const areHoursWrong = (hours: TypedHours): boolean =>
  hours.opens + hours.closes !== '' && hoursOf(hours) === null;

/** From when until when a session goes on each of its days, by the clocks of its place. */
export function HoursFields({ values, onChange }: BoundForm<TypedHours>) {
  const { t } = useTranslation('training');
  return (
    <>
      <FormField
        label={t('session.opens')}
        type="time"
        value={values.opens}
        onChange={(opens) => onChange({ opens })}
      />
      <FormField
        label={t('session.closes')}
        type="time"
        problem={areHoursWrong(values) ? t('session.hoursWrong') : undefined}
        value={values.closes}
        onChange={(closes) => onChange({ closes })}
      />
    </>
  );
}
