import { IconX } from '@tabler/icons-react';
import type { ComponentProps, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../i18n/locale-provider.tsx';
import css from './filter-chip.module.css';

export interface FilterChipProps {
  readonly children: ReactNode;
  readonly selected: boolean;
  readonly count?: number | undefined;
  readonly field?: boolean;
  readonly disabled?: boolean;
  onClick(): void;
}

/** One way to narrow a list: pressed or not, with how many it would show. */
export function FilterChip({ children, selected, count, field = false, disabled = false, onClick }: FilterChipProps) {
  const { format } = useLocale();
  return (
    <button
      type="button"
      aria-pressed={selected}
      className={`${css.chip} ${field ? css.field : ''}`}
      disabled={disabled}
      onClick={onClick}
    >
      {children} {count !== undefined && <span className={css.count}>{format.number(count)}</span>}
    </button>
  );
}

export interface ActiveFilterProps {
  readonly name: string;
  readonly value: string;
  onRemove(): void;
}

/** A filter that was added: "Language Arabic ×". The whole chip takes it away. */
export function ActiveFilter({ name, value, onRemove }: ActiveFilterProps) {
  const { t } = useTranslation('ui');
  return (
    <button
      type="button"
      className={css.chip}
      aria-label={t('filter.remove', { name: `${name} ${value}` })}
      onClick={onRemove}
    >
      <span className={css.name}>{name}</span>
      {value}
      <IconX size={14} stroke={2} aria-hidden="true" />
    </button>
  );
}

/** The dashed chip that opens the choice of filters; takes what a menu gives to its target. */
export function AddFilter({ expanded, ...button }: ComponentProps<'button'> & { readonly expanded: boolean }) {
  const { t } = useTranslation('ui');
  return (
    <button
      {...button}
      type="button"
      className={`${css.chip} ${css.add}`}
      aria-haspopup="menu"
      aria-expanded={expanded}
    >
      {t('filter.add')}
    </button>
  );
}
