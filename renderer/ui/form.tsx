import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type TlpLevel, tlpLevels } from '../../shared/domain/tlp.ts';
import { ActionButton } from './action-button.tsx';
import type { BoundField } from './bound-fields.ts';
import css from './form-field.module.css';
import { FormField, type FormFieldProps, SelectField } from './form-field.tsx';
import { ScreenHeading } from './screen-heading.tsx';

export interface RecordFormProps {
  readonly heading: string;
  readonly saving: boolean;
  /** What the button does, where that is more than to save. */
  readonly saveLabel?: string;
  readonly children: ReactNode;
  onSave(): Promise<void>;
}

/** The screen of a record's fields: heading, fields, save and cancel. Cancel goes back to where one came from. */
export function RecordForm({ heading, saving, saveLabel, children, onSave }: RecordFormProps) {
  const { t } = useTranslation('ui');
  const save = (event: FormEvent) => {
    event.preventDefault();
    void onSave();
  };
  return (
    <form className={css.form} onSubmit={save}>
      <ScreenHeading>{heading}</ScreenHeading>
      {children}
      <div className={css.buttons}>
        <ActionButton kind="primary" size="medium" type="submit" disabled={saving}>
          {saveLabel ?? t('form.save')}
        </ActionButton>
        <ActionButton size="medium" onClick={() => window.history.back()}>
          {t('form.cancel')}
        </ActionButton>
      </div>
    </form>
  );
}

/** Short fields beside each other, as many as there is room for. */
export function FieldRow({ children }: { readonly children: ReactNode }) {
  return <div className={css.row}>{children}</div>;
}

/** The marking of a record; the labels of TLP are the same in every language. */
export function MarkingField({ value, onChange }: BoundField<TlpLevel>) {
  const { t } = useTranslation('ui');
  return (
    <SelectField
      label={t('form.marking')}
      ltr
      value={value}
      options={tlpLevels.map((level) => ({ value: level, label: level }))}
      onChange={onChange}
    />
  );
}

/** What other papers call the record. */
export function ReferenceField(field: BoundField<string>) {
  const { t } = useTranslation('ui');
  return <FormField label={t('form.reference')} maxLength={60} {...field} />;
}

/** Several things, one on each line. */
export function LinesField(props: Omit<FormFieldProps, 'hint' | 'lines'> & { readonly lines: number }) {
  const { t } = useTranslation('ui');
  return <FormField hint={t('form.onePerLine')} {...props} />;
}
