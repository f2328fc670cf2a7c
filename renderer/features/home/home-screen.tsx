import { useTranslation } from 'react-i18next';
import { useProfile } from '../../data/engine-context.tsx';
import type { HomeSpot } from '../../feature.ts';
import { useFeatures } from '../../feature-list.ts';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBarTools } from '../../ui/top-bar.tsx';
import css from './home-screen.module.css';
import { type PlacedPart, useHomeParts } from './use-home-parts.ts';

/** Home: the parts that the features offer to this role. Every one shows what is on this disk and nothing else. */
export function HomeScreen() {
  const { t } = useTranslation('home');
  const { roles } = useProfile();
  const parts = useHomeParts(useFeatures(), roles);
  useScreenTitle(t('title'));
  return (
    <div className={css.screen}>
      <ScreenHeading size="unseen">{t('title')}</ScreenHeading>
      <div className={css.top}>
        <div className={css.head}>
          <Parts parts={parts} place="head" />
        </div>
        <TopBarTools />
      </div>
      <div className={css.columns}>
        <div className={css.column}>
          <Parts parts={parts} place="main" />
        </div>
        <div className={css.column}>
          <Parts parts={parts} place="side" />
        </div>
      </div>
    </div>
  );
}

function Parts({ parts, place }: { readonly parts: readonly PlacedPart[] | null; readonly place: HomeSpot['place'] }) {
  return parts?.filter(({ spot }) => spot.place === place).map(({ id, Part }) => <Part key={id} />);
}
