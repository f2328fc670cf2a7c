import { useTranslation } from 'react-i18next';
import { splitFieldKey } from '../../../shared/domain/declare-record.ts';
import { existenceField } from '../../../shared/domain/record-state.ts';
import { languages } from '../../i18n/languages.ts';
import { contentLanguage } from '../../ui/content-language.ts';
import { fieldLabel, typeLabel } from './field-label.ts';
import type { RecordName } from './record-names.ts';

export interface RecordTitleProps {
  readonly name: RecordName | undefined;
  readonly type: string;
}

/** What a record is called, in the language of its title; its kind when it has none. */
export function RecordTitle({ name, type }: RecordTitleProps) {
  const { t } = useTranslation('sync');
  const found = name?.name;
  if (!found) return typeLabel(t, type);
  return <bdi {...contentLanguage(found.lang)}>{found.text}</bdi>;
}

/** "Step of Unattended item": the kind of a record and what it belongs to. */
export function RecordPlace({ name, type }: RecordTitleProps) {
  const { t } = useTranslation('sync');
  const parent = name?.parent?.name ? name.parent : name?.parent?.parent;
  if (!parent?.name) return typeLabel(t, type);
  return (
    <>
      {typeLabel(t, type)}
      <span aria-hidden="true"> · </span>
      <bdi {...contentLanguage(parent.name.lang)}>{parent.name.text}</bdi>
    </>
  );
}

/** "text (العربية)": a field and its language, by the language's own name. */
export function FieldName({ field }: { readonly field: string }) {
  const { t } = useTranslation('sync');
  const language = field === existenceField ? null : splitFieldKey(field)[1];
  if (language === null) return fieldLabel(t, field);
  const known = languages.find(({ code }) => code === language);
  return (
    <>
      {fieldLabel(t, field)} (<bdi {...contentLanguage(language)}>{known?.name ?? language}</bdi>)
    </>
  );
}
