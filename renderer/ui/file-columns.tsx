import { type ReactNode, useId } from 'react';
import css from './file-columns.module.css';
import field from './form-field.module.css';

export interface FileColumnsProps<H extends string> {
  /** What each column of the file holds, in their order; null for one that is left out. */
  readonly mapping: readonly (H | null)[];
  readonly rows: readonly { readonly cells: readonly (string | undefined)[] }[];
  readonly kinds: readonly { readonly value: H; readonly label: string }[];
  readonly leaveOut: string;
  /** How a column is called. */
  headingOf(column: number): ReactNode;
  /** How something out of a column is shown. */
  renderSample(sample: string): ReactNode;
  onChange(mapping: readonly (H | null)[]): void;
}

/** What each column of a file holds: suggested, with something out of it below, and a person has the last word. */
export function FileColumns<H extends string>(props: FileColumnsProps<H>) {
  const { mapping, rows, kinds, leaveOut, headingOf, renderSample, onChange } = props;
  const id = useId();
  const choose = (column: number, holds: H | null) => {
    // What it holds has one column: the newer choice takes it.
    onChange(mapping.map((before, at) => (at === column ? holds : before === holds ? null : before)));
  };
  return (
    <div className={css.columns}>
      {mapping.map((holds, column) => {
        const sample = rows.find(({ cells }) => (cells[column] ?? '') !== '')?.cells[column];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
          <div key={column} className={css.column}>
            <label htmlFor={`${id}-${column}`}>{headingOf(column)}</label>
            <select
              id={`${id}-${column}`}
              className={field.input}
              value={holds ?? ''}
              onChange={(event) => choose(column, (event.currentTarget.value || null) as H | null)}
            >
              <option value="">{leaveOut}</option>
              {kinds.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
            <span className={css.sample}>{sample !== undefined && renderSample(sample.slice(0, 60))}</span>
          </div>
        );
      })}
    </div>
  );
}
