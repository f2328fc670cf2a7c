import type { BoundField } from './bound-fields.ts';
import css from './checks-field.module.css';

export interface ChecksFieldProps<V extends string> extends BoundField<readonly V[]> {
  readonly label: string;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  /** What is wrong with what is chosen. */
  readonly problem?: string | undefined;
}

/** Several of a closed list, each chosen or not. */
export function ChecksField<V extends string>({ label, options, value, problem, onChange }: ChecksFieldProps<V>) {
  return (
    <fieldset className={css.checks}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="checkbox"
            checked={value.includes(option.value)}
            onChange={({ currentTarget: { checked } }) =>
              onChange(checked ? [...value, option.value] : value.filter((each) => each !== option.value))
            }
          />
          {option.label}
        </label>
      ))}
      {problem !== undefined && <p className={css.problem}>{problem}</p>}
    </fieldset>
  );
}
