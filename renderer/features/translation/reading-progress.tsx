import { useTranslation } from 'react-i18next';
import css from './overview.module.css';
import { isWhole, type LibraryReading } from './translation-library.ts';

/** How far the first reading has come, while the figures beside it still grow; nothing once they are whole. */
export function ReadingProgress({ reading }: { readonly reading: LibraryReading }) {
  const { t } = useTranslation('translation');
  const { read, total } = reading;
  return isWhole(reading) ? null : <p className={css.quiet}>{t('overview.readSoFar', { read, total })}</p>;
}
