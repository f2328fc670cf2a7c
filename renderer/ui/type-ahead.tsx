import { type KeyboardEvent, type ReactNode, useDeferredValue, useId, useMemo, useState } from 'react';
import fieldCss from './form-field.module.css';
import css from './type-ahead.module.css';

export interface TypeAheadProps<T> {
  readonly label: string;
  /** Shown while nothing is typed: "Title, number or step". */
  readonly hint: string;
  /** What fits, the best first; a handful. */
  find(typed: string): readonly T[];
  keyOf(option: T): string;
  renderOption(option: T): ReactNode;
  onTake(option: T): void;
}

/** A field that finds a record while one types: up and down move, enter takes, escape empties. */
export function TypeAhead<T>({ label, hint, find, keyOf, renderOption, onTake }: TypeAheadProps<T>) {
  const [typed, setTyped] = useState('');
  const [place, setPlace] = useState(0);
  const id = useId();
  const query = useDeferredValue(typed);
  const options = useMemo(() => (query.trim() === '' ? [] : find(query)), [find, query]);
  const isOpen = typed.trim() !== '' && options.length > 0;
  const close = () => {
    setTyped('');
    setPlace(0);
  };
  const take = (option: T | undefined) => {
    if (option === undefined) return;
    close();
    onTake(option);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (typed === '') return;
    if (event.key === 'Escape') close();
    else if (event.key === 'ArrowDown') setPlace(Math.min(place + 1, options.length - 1));
    else if (event.key === 'ArrowUp') setPlace(Math.max(place - 1, 0));
    // the list may be a key behind what is typed; then the words count, not the rows
    else if (event.key === 'Enter') take(find(typed)[place]);
    else return;
    event.preventDefault();
  };
  return (
    <div className={`${fieldCss.field} ${css.box}`}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        role="combobox"
        className={fieldCss.input}
        aria-expanded={isOpen}
        aria-controls={isOpen ? `${id}-list` : undefined}
        aria-activedescendant={isOpen ? `${id}-${place}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        dir="auto"
        maxLength={300}
        placeholder={hint}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setPlace(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      {isOpen && (
        <div id={`${id}-list`} role="listbox" aria-label={label} className={css.options}>
          {options.map((option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox handles the keys
            // biome-ignore lint/a11y/useFocusableInteractive: the active descendant of the combobox
            <div
              key={keyOf(option)}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === place}
              className={css.option}
              // before the field loses focus, which closes the list
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(option)}
            >
              {renderOption(option)}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
