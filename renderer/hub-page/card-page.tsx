import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Brand } from '../ui/brand.tsx';
import { ScreenHeading } from '../ui/screen-heading.tsx';
import { useScreenTitle } from '../ui/screen-title.ts';
import css from './card-page.module.css';
import { PageLanguage } from './page-language.tsx';
import './words.ts';

/** One card on an empty ground: what is shown to who is not signed in. */
export function CardPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t } = useTranslation('coordinator');
  useScreenTitle(title, t('title'));
  return (
    <main className={css.ground}>
      <div className={css.card}>
        <div className={css.top}>
          <Brand />
          <PageLanguage />
        </div>
        <ScreenHeading>{title}</ScreenHeading>
        {children}
      </div>
    </main>
  );
}
