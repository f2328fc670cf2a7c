import { useTranslation } from 'react-i18next';
import type { ShownMark } from '../../../shared/domain/exchange/library-format.ts';
import { TlpChip } from '../../ui/tlp-chip.tsx';
import css from './exchange.module.css';

/** The TLP mark of a row, or the words for none. */
export function MarkChip({ mark }: { readonly mark: ShownMark }) {
  const { t } = useTranslation('exchange');
  return mark === 'none' ? <span className={css.quiet}>{t('mark.none')}</span> : <TlpChip level={mark} />;
}
