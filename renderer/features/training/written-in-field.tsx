import { useTranslation } from 'react-i18next';
import { languages } from '../../i18n/languages.ts';
import type { BoundField } from '../../ui/bound-fields.ts';
import { SelectField } from '../../ui/form-field.tsx';

/** The language in which a record is written: chosen once, since every other one is a translation of it. */
export function WrittenInField({ isNew, ...field }: BoundField<string> & { readonly isNew: boolean }) {
  const { t } = useTranslation('training');
  return (
    <SelectField
      label={t('course.language')}
      disabled={!isNew}
      options={languages.map(({ code, name }) => ({ value: code as string, label: name, lang: code }))}
      {...field}
    />
  );
}
