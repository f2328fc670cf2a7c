import { type ReactNode, useId } from 'react';
import css from './form-field.module.css';

export interface FormFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with what was typed. */
  readonly problem?: string | undefined;
  readonly value: string;
  readonly type?: 'text' | 'date' | 'time' | 'number';
  readonly lines?: number;
  readonly lang?: string | undefined;
  readonly maxLength?: number;
  readonly required?: boolean;
  /** The person just asked to write. */
  readonly autoFocus?: boolean;
  /** Values to choose from while typing. */
  readonly suggestions?: readonly string[];
  onChange(value: string): void;
}

/** A labelled field; its hint or what is wrong is read out with it. */
export function FormField(props: FormFieldProps) {
  const {
    label,
    hint,
    problem,
    value,
    type = 'text',
    lines = 1,
    lang,
    maxLength,
    required,
    autoFocus,
    suggestions,
    onChange,
  } = props;
  const id = useId();
  const common = {
    id,
    value,
    lang,
    maxLength,
    required,
    autoFocus,
    // The dialog that stands around it gives the focus to what says so.
    'data-autofocus': autoFocus || undefined,
    className: css.input,
    'aria-invalid': problem !== undefined,
    'aria-describedby': problem !== undefined || hint ? `${id}-more` : undefined,
  };
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      {lines > 1 ? (
        <textarea {...common} dir="auto" rows={lines} onChange={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <input
          {...common}
          type={type}
          min={type === 'number' ? 0 : undefined}
          dir={type === 'text' ? 'auto' : undefined}
          list={suggestions ? `${id}-list` : undefined}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {suggestions && (
        <datalist id={`${id}-list`}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
      {(problem !== undefined || hint) && (
        <p id={`${id}-more`} className={problem === undefined ? css.hint : css.problem}>
          {problem ?? hint}
        </p>
      )}
    </div>
  );
}

export interface SelectFieldProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string; readonly lang?: string }[];
  readonly disabled?: boolean;
  /** The options are marks that are never translated and always read left to right. */
  readonly ltr?: boolean;
  onChange(value: V): void;
}

/** One of a closed list. */
export function SelectField<V extends string>(props: SelectFieldProps<V>) {
  const { label, value, options, disabled, ltr = false, onChange } = props;
  const id = useId();
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className={css.input}
        disabled={disabled}
        {...(ltr ? { dir: 'ltr', translate: 'no' as const } : {})}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value as V)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} lang={option.lang}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
