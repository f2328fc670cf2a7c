import { IconSearch, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { iconStroke } from './icon.ts';
import square from './icon-button.module.css';
import { Kbd } from './kbd.tsx';
import css from './search-box.module.css';
import { useSlashKey } from './use-slash-key.ts';

export interface SearchBoxProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  onChange(value: string): void;
}

export interface SearchInputProps extends SearchBoxProps {
  /** Gives it its size. */
  readonly className?: string | undefined;
  readonly 'aria-keyshortcuts'?: string;
  onKeyDown(event: KeyboardEvent<HTMLInputElement>): void;
}

/** What is typed into a box. `/` goes to it from anywhere on the screen. */
export function SearchInput({ label, hint, className, onChange, ...rest }: SearchInputProps) {
  const input = useRef<HTMLInputElement>(null);
  useSlashKey(input);
  return (
    <input
      ref={input}
      type="text"
      inputMode="search"
      dir="auto"
      autoComplete="off"
      spellCheck={false}
      className={`${css.input} ${className ?? ''}`}
      aria-label={label}
      placeholder={hint}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...rest}
    />
  );
}

/** The one box over a list. Escape empties it, down goes to the list. */
export function SearchBox({ label, hint, value, onChange }: SearchBoxProps) {
  const { t } = useTranslation('ui');
  return (
    // biome-ignore lint/a11y/useSemanticElements: the element of that name is newer than the oldest Chromium we meet
    <div className={css.box} role="search">
      <IconSearch size={20} stroke={iconStroke} aria-hidden="true" />
      <SearchInput
        label={label}
        hint={hint}
        value={value}
        onChange={onChange}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onChange('');
          if (event.key === 'ArrowDown' || event.key === 'Enter') {
            event.preventDefault();
            document.querySelector<HTMLElement>('main [role="listbox"]')?.focus();
          }
        }}
      />
      {value === '' ? (
        <Kbd>/</Kbd>
      ) : (
        <button
          type="button"
          className={`${square.button} ${css.clear}`}
          aria-label={t('searchBox.clear')}
          onClick={() => onChange('')}
        >
          <IconX size={16} stroke={2} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
