import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { iconStroke } from '../ui/icon.ts';
import { Kbd } from '../ui/kbd.tsx';
import css from './palette-button.module.css';

/** Opens the palette; looks like the field that it opens. */
export function PaletteButton({ onOpen }: { onOpen(): void }) {
  const { t } = useTranslation('app');
  return (
    <button
      type="button"
      className={css.button}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={onOpen}
    >
      <IconSearch size={15} stroke={iconStroke} aria-hidden="true" />
      <span className={css.words}>{t('palette.button')}</span>
      <Kbd>{paletteKeys()}</Kbd>
    </button>
  );
}

export function paletteKeys(): string {
  return navigator.platform.startsWith('Mac') ? '⌘ K' : 'Ctrl K';
}
