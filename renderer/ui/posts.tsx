import { useTranslation } from 'react-i18next';
import css from './posts.module.css';

export interface PostsProps {
  readonly done: number;
  readonly total: number;
}

/** How many of a few: approvals, signatures. Solid posts are there, open ones are to come. */
export function Posts({ done, total }: PostsProps) {
  const { t } = useTranslation('ui');
  return (
    <span className={css.posts} role="img" aria-label={t('posts.label', { done, total })}>
      {Array.from({ length: total }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a post is its place
        <span key={place} className={`${css.post} ${place < done ? css.done : ''}`} />
      ))}
    </span>
  );
}
