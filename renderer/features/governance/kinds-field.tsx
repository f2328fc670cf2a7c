import { useTranslation } from 'react-i18next';
import { type AgreedKind, agreedKinds } from '../../../shared/domain/agreement/agreement.ts';
import type { BoundField } from '../../ui/bound-fields.ts';
import { kindWord } from './agreement-words.ts';
import css from './governance.module.css';

interface KindsFieldProps extends BoundField<readonly AgreedKind[]> {
  readonly label: string;
  /** None is chosen, and the form was sent. */
  readonly isMissing: boolean;
}

/** Kinds of record, each chosen or not. */
export function KindsField({ label, value, isMissing, onChange }: KindsFieldProps) {
  const { t } = useTranslation('governance');
  return (
    <fieldset className={css.kinds}>
      <legend>{label}</legend>
      {agreedKinds.map((kind) => (
        <label key={kind}>
          <input
            type="checkbox"
            checked={value.includes(kind)}
            onChange={({ currentTarget: { checked } }) =>
              onChange(checked ? [...value, kind] : value.filter((each) => each !== kind))
            }
          />
          {kindWord(t, kind)}
        </label>
      ))}
      {isMissing && <p className={css.problem}>{t('form.kindsNone')}</p>}
    </fieldset>
  );
}
