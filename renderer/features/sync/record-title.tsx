import { useTranslation } from 'react-i18next';
import { isTraceKey } from '../../../shared/domain/trace.ts';
import { notedKey } from '../../../shared/domain/translation/translation-note.ts';
import { typeLabel } from '../../i18n/field-label.ts';
import { contentLanguage } from '../../ui/content-language.ts';
import { FieldName } from '../../ui/field-name.tsx';
import type { RecordName } from './record-names.ts';

export interface RecordTitleProps {
  readonly name: RecordName | undefined;
  readonly type: string;
}

/** What a record is called, in the language of its title; its kind when it has none. */
export function RecordTitle({ name, type }: RecordTitleProps) {
  const { t } = useTranslation('records');
  const found = name?.name;
  if (!found) return typeLabel(t, type);
  return <bdi {...contentLanguage(found.lang)}>{found.text}</bdi>;
}

/** "Step of Unattended item": the kind of a record and what it belongs to. */
export function RecordPlace({ name, type }: RecordTitleProps) {
  const { t } = useTranslation('records');
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

/** What a field of an operation is called; the note on a translation by the text that it speaks of. */
export function OperationField({ field }: { readonly field: string }) {
  const { t } = useTranslation('sync');
  if (isTraceKey(field)) return t('apart.asked');
  const noted = notedKey(field);
  return <FieldName field={noted ?? field} isNote={noted !== null} />;
}
