import { useTranslation } from 'react-i18next';
import { Banner } from '../../ui/banner.tsx';
import css from './vault.module.css';
import './words.ts';

/**
 * The hub has every change. Whether it has every attached file is another matter, and is not counted with the changes: what it still
 * asks for of those is in the sealed copy where there is one ([WP3]), and else would go.
 */
export function AllSent({ isSealed }: { readonly isSealed: boolean }) {
  const { t } = useTranslation('vault');
  return (
    <>
      <Banner tone="ok">{t('removal.allSent')}</Banner>
      {isSealed ? (
        <p className={css.lead}>{t('wipe.filesSealed')}</p>
      ) : (
        <Banner tone="due">{t('removal.files')}</Banner>
      )}
    </>
  );
}
