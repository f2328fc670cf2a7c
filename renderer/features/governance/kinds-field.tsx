import { useTranslation } from 'react-i18next';
import { type AgreedKind, agreedKinds } from '../../../shared/domain/agreement/agreement.ts';
import type { BoundField } from '../../ui/bound-fields.ts';
import { ChecksField } from '../../ui/checks-field.tsx';
import { kindWord } from './agreement-words.ts';

interface KindsFieldProps extends BoundField<readonly AgreedKind[]> {
  readonly label: string;
  /** None is chosen, and the form was sent. */
  readonly isMissing: boolean;
}

/** Kinds of record, each chosen or not. */
export function KindsField({ label, value, isMissing, onChange }: KindsFieldProps) {
  const { t } = useTranslation('governance');
  return (
    <ChecksField
      label={label}
      options={agreedKinds.map((kind) => ({ value: kind, label: kindWord(t, kind) }))}
      value={value}
      problem={isMissing ? t('form.kindsNone') : undefined}
      onChange={onChange}
    />
  );
}
