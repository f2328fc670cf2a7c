import type { ReactNode } from 'react';
import { type Icon, iconStroke } from './icon.ts';
import css from './tag.module.css';

export type TagTone = 'quiet' | 'ok' | 'due' | 'bad' | 'local' | 'accent';

export interface TagProps {
  readonly tone?: TagTone;
  readonly icon?: Icon | undefined;
  readonly children: ReactNode;
}

/** The state of a record in one word. The word carries the meaning; the colour repeats it. */
export function Tag({ tone = 'quiet', icon: TagIcon, children }: TagProps) {
  return (
    <span className={`${css.tag} ${css[tone]}`}>
      {TagIcon && <TagIcon size={13} aria-hidden="true" stroke={iconStroke + 0.3} />}
      {children}
    </span>
  );
}
