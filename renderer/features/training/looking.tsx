import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import css from './own-data.module.css';

/** How far this laptop is in looking through what it holds about a person; `total` is 0 until it is known. */
export function Looking({ done, total }: { readonly done: number; readonly total: number }) {
  const { t } = useTranslation('training');
  const id = useId();
  return (
    <p className={css.quiet}>
      <label htmlFor={id}>{t('ownData.looking')}</label>{' '}
      <progress id={id} {...(total === 0 ? {} : { value: done, max: total })} />
    </p>
  );
}
