import { useTranslation } from 'react-i18next';
import { splitFieldKey } from '../../shared/domain/declare-record.ts';
import { existenceField } from '../../shared/domain/record-state.ts';
import { fieldLabel } from '../i18n/field-label.ts';
import { languages } from '../i18n/languages.ts';
import { contentLanguage } from './content-language.ts';

export interface FieldNameProps {
  /** Field key, language included. */
  readonly field: string;
  /** What is meant is the note that says how far this text's translation has come. */
  readonly isNote?: boolean;
}

/** "text (العربية)": a field and its language, by the language's own name. */
export function FieldName({ field, isNote = false }: FieldNameProps) {
  const { t } = useTranslation('records');
  const language = field === existenceField ? null : splitFieldKey(field)[1];
  const plain = fieldLabel(t, field);
  const label = isNote ? t('field.translationState', { field: plain }) : plain;
  if (language === null) return label;
  const known = languages.find(({ code }) => code === language);
  return (
    <>
      {label} (<bdi {...contentLanguage(language)}>{known?.name ?? language}</bdi>)
    </>
  );
}
