import { useTranslation } from 'react-i18next';
import { useAbout } from '../../data/data-context.tsx';
import { useIdentity, useProfile } from '../../data/engine-context.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { TopBar } from '../../ui/top-bar.tsx';
import css from './about-screen.module.css';

/** What somebody on the telephone asks for: which version, which laptop, which network, and where the work is. */
export function AboutScreen() {
  const { t } = useTranslation('settings');
  const about = useAbout();
  const { device, hub, networkName, sample, scopes } = useIdentity();
  const { name, centre } = useProfile();
  useScreenTitle(t('about.title'));
  return (
    <>
      <TopBar crumbs={[{ label: t('about.settings'), path: '/settings' }, { label: t('about.title') }]} />
      <div className={css.body}>
        <ScreenHeading>{t('about.title')}</ScreenHeading>
        <Panel className={css.panel ?? ''}>
          <dl className={css.facts}>
            <Fact label={t('about.version')} value={about?.version} isId />
            <Fact label={t('about.network')} value={networkName} note={sample ? t('about.sample') : undefined} />
            <Fact label={t('about.person')} value={[name, centre].filter(Boolean).join(' · ')} />
            <Fact label={t('about.scopes')} value={scopes.map((scope) => scope.name).join(' · ')} />
            <Fact label={t('about.laptop')} value={device} note={about?.label} isId />
            <Fact label={t('about.hub')} value={hub} isId />
            <Fact label={t('about.host')} value={about?.platform} isId />
          </dl>
        </Panel>
        <h2 className={css.title}>{t('about.whereTitle')}</h2>
        <p className={css.text}>{about?.host === 'browser' ? t('about.whereBrowser') : t('about.whereDesktop')}</p>
        <p className={css.text}>{t('about.safe')}</p>
        <h2 className={css.title}>{t('about.licenceTitle')}</h2>
        <p className={css.text}>{t('about.licence')}</p>
      </div>
    </>
  );
}

interface FactProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly note?: string | undefined;
  /** Set left-to-right in mono: a version, an id. */
  readonly isId?: boolean;
}

function Fact({ label, value, note, isId = false }: FactProps) {
  const { t } = useTranslation('settings');
  return (
    <div className={css.fact}>
      <dt>{label}</dt>
      <dd>
        {value === undefined || value === '' ? (
          t('about.unknown')
        ) : (
          <bdi dir={isId ? 'ltr' : undefined} className={isId ? 'wp-mono' : undefined}>
            {value}
          </bdi>
        )}
        {note && <span className={css.note}>{note}</span>}
      </dd>
    </div>
  );
}
