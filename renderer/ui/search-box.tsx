import { IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { iconStroke } from './icon.ts';
import { Kbd } from './kbd.tsx';
import css from './search-box.module.css';

export interface SearchBoxProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  onChange(value: string): void;
}

/** The one box over a list. `/` goes to it from anywhere on the screen, Escape empties it, down goes to the list. */
export function SearchBox({ label, hint, value, onChange }: SearchBoxProps) {
  const { t } = useTranslation('ui');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping = (event.target as Element | null)?.closest?.('input, textarea, [contenteditable]') != null;
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the element of that name is newer than the oldest Chromium we meet
    <div className={css.box} role="search">
      <IconSearch size={20} stroke={iconStroke} aria-hidden="true" />
      <input
        ref={input}
        type="text"
        inputMode="search"
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        className={css.input}
        aria-label={label}
        placeholder={hint}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
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
        <button type="button" className={css.clear} aria-label={t('searchBox.clear')} onClick={() => onChange('')}>
          <IconX size={16} stroke={2} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
