import { ActionIcon } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Step } from '../../../shared/domain/step.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { iconStroke } from '../../ui/icon.ts';
import { EditableText } from './editable-text.tsx';
import css from './editor.module.css';

interface StepTextProps {
  readonly step: Step;
  readonly field: keyof Step & string;
  readonly label: string;
  readonly hint?: string;
  /** Null for a text that is the same in every language. */
  readonly lang: string | null;
  readonly original: string | undefined;
  /** One line to begin with. */
  readonly strong?: boolean;
}

/** A labelled text of the step; it saves itself when it is left, or when its author pauses. */
export function StepText({ step, field, label, hint, lang, original, strong = false }: StepTextProps) {
  return (
    <div data-field={field} className={css.field}>
      <FieldLabel>{label}</FieldLabel>
      <EditableText record={step} field={field} lang={lang} original={original} label={label} strong={strong} />
      {hint && <p className={css.hint}>{hint}</p>}
    </div>
  );
}

/** The control beside it carries the same words for screen readers. */
export function FieldLabel({ children }: { readonly children: ReactNode }) {
  return (
    <span aria-hidden="true" className={css.label}>
      {children}
    </span>
  );
}

export interface Column {
  readonly name: string;
  readonly label: string;
  readonly isWide?: boolean;
}
type Row = Readonly<Record<string, string>>;

interface RowsFieldProps {
  readonly field: string;
  readonly label: string;
  readonly addLabel: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly disabled: boolean;
  /** Called when a row is left, with every row that says something. */
  onSave(rows: readonly Row[]): Promise<boolean>;
}

/** Rows of short texts: laws by jurisdiction, references. A row that is emptied goes. */
export function RowsField({ field, label, addLabel, columns, rows, disabled, onSave }: RowsFieldProps) {
  const { t } = useTranslation('playbooks');
  const [typed, setTyped] = useState<readonly Row[] | null>(null);
  const id = useId();
  const shown = typed ?? rows;
  const save = async (next: readonly Row[]) => {
    const said = next.filter((row) => columns.some(({ name }) => (row[name] ?? '').trim() !== ''));
    if (JSON.stringify(said) === JSON.stringify(rows)) return;
    // what was not saved stays in the field: the banner says why
    if (await onSave(said)) setTyped((now) => (now === next ? null : now));
  };
  const change = (at: number, name: string, value: string) =>
    setTyped(shown.map((row, place) => (place === at ? { ...row, [name]: value } : row)));
  const remove = (at: number) => {
    const next = shown.filter((_, place) => place !== at);
    setTyped(next);
    void save(next);
  };
  return (
    <fieldset data-field={field} className={css.rows} disabled={disabled}>
      <legend id={id} className={css.label}>
        {label}
      </legend>
      {shown.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
        <div key={at} className={css.rowOfFields}>
          {columns.map(({ name, label: column, isWide }) => (
            <input
              key={name}
              className={`${css.input} ${isWide ? css.wide : ''}`}
              aria-label={t('editor.inRow', { label: column, row: at + 1 })}
              placeholder={column}
              dir="auto"
              value={row[name] ?? ''}
              onChange={(event) => change(at, name, event.currentTarget.value)}
              onBlur={() => void save(shown)}
            />
          ))}
          <ActionIcon
            size={28}
            aria-label={t('editor.removeRow', { row: at + 1 })}
            title={t('editor.removeRow', { row: at + 1 })}
            onClick={() => remove(at)}
          >
            <IconX size={15} stroke={iconStroke} aria-hidden="true" />
          </ActionIcon>
        </div>
      ))}
      <ActionButton kind="quiet" icon={IconPlus} onClick={() => setTyped([...shown, {}])}>
        {addLabel}
      </ActionButton>
    </fieldset>
  );
}
