import type { ReactNode } from 'react';
import { contentLanguage } from './content-language.ts';
import css from './screen-heading.module.css';

export interface ScreenHeadingProps {
  readonly children: ReactNode;
  /** Language of the words when they are content (a playbook's title). */
  readonly lang?: string | undefined;
  /** record 22/28, field 26/34, unseen for screens whose search box stands where a title would. */
  readonly size?: 'record' | 'field' | 'unseen';
}

/** The `<h1>` of a screen, one in each. It takes focus when the screen is opened. */
export function ScreenHeading({ children, lang, size = 'record' }: ScreenHeadingProps) {
  const face = size === 'unseen' ? 'wp-unseen' : `${css.heading} ${css[size]}`;
  return (
    <h1 data-screen-heading tabIndex={-1} className={face}>
      {lang === undefined ? children : <bdi {...contentLanguage(lang)}>{children}</bdi>}
    </h1>
  );
}
