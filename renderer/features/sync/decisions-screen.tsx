import { useTranslation } from 'react-i18next';
import { useProfile } from '../../data/engine-context.tsx';
import { PageBody } from '../../ui/page-body.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import { DecisionList } from './decision-list.tsx';
import { HeldWorkList } from './held-work-list.tsx';
import { settles } from './settles.ts';
import css from './sync-screen.module.css';

/** What was decided about held changes, for everybody; and what is held, for those who may decide. */
export function DecisionsScreen() {
  const { t } = useTranslation('sync');
  const { roles } = useProfile();
  useScreenTitle(t('decisions.title'), t('title'));
  return (
    <>
      <TopBar crumbs={[{ label: t('title'), path: '/sync' }, { label: t('decisions.title') }]} />
      <header className={css.header}>
        <div className={css.say}>
          <ScreenHeading>{t('decisions.title')}</ScreenHeading>
          <p className={css.sentence}>{t('decisions.lead')}</p>
        </div>
      </header>
      <PageBody>
        <div className={css.parts}>
          {settles(roles) && <HeldWorkList />}
          <DecisionList />
        </div>
      </PageBody>
    </>
  );
}
