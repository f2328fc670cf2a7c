import { useTranslation } from 'react-i18next';
import { type Loop, loopLinks } from '../../../shared/domain/review/loop.ts';
import css from './loop.module.css';

/** The loop of a finding in five small posts: solid closed, ochre open, hollow to come. */
export function LoopPosts({ loop }: { readonly loop: Loop }) {
  const { t } = useTranslation('reviews');
  return (
    <span className={css.posts} role="img" aria-label={t('loop.posts', { done: loop.closed, total: loopLinks.length })}>
      {loopLinks.map((link) => (
        <span key={link} className={css.post} data-state={loop.links[link]} />
      ))}
    </span>
  );
}
