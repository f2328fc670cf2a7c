import { useMantineColorScheme } from '@mantine/core';
import { IconInfoCircle, IconPackageExport, IconShieldLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../i18n/locale-provider.tsx';
import { type Icon, iconStroke } from '../ui/icon.ts';
import { Panel } from '../ui/panel.tsx';
import { ScreenHeading } from '../ui/screen-heading.tsx';
import { useScreenTitle } from '../ui/screen-title.ts';
import { SegmentedSwitch } from '../ui/segmented-switch.tsx';
import { TopBar } from '../ui/top-bar.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { chooseTextSize, preferredTextSize, textSizes } from './preferences.ts';
import css from './settings-screen.module.css';

/** Language and colours of this machine, and the way to what else is set on it. */
export function SettingsScreen() {
  const { t } = useTranslation('app');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { format } = useLocale();
  const [textSize, setTextSize] = useState(preferredTextSize);
  useScreenTitle(t('settings.title'));
  return (
    <>
      <TopBar crumbs={[{ label: t('settings.title') }]} />
      <div className={css.body}>
        <ScreenHeading>{t('settings.title')}</ScreenHeading>
        <section className={css.group} aria-labelledby="settings-language">
          <h2 id="settings-language" className={css.title}>
            {t('settings.language.title')}
          </h2>
          <LanguageSwitch />
          <p className={css.hint}>{t('settings.language.hint')}</p>
        </section>
        <section className={css.group} aria-labelledby="settings-scheme">
          <h2 id="settings-scheme" className={css.title}>
            {t('settings.scheme.title')}
          </h2>
          <SegmentedSwitch
            label={t('settings.scheme.title')}
            value={colorScheme}
            onChange={setColorScheme}
            options={[
              { value: 'light', label: t('settings.scheme.light') },
              { value: 'dark', label: t('settings.scheme.dark') },
              { value: 'auto', label: t('settings.scheme.auto') },
            ]}
          />
        </section>
        <section className={css.group} aria-labelledby="settings-text">
          <h2 id="settings-text" className={css.title}>
            {t('settings.text.title')}
          </h2>
          <SegmentedSwitch
            label={t('settings.text.title')}
            value={textSize}
            onChange={(size) => {
              setTextSize(size);
              chooseTextSize(size);
            }}
            options={textSizes.map((value) => ({ value, label: format.percent(Number(value) / 100) }))}
          />
        </section>
        <MorePlaces />
      </div>
    </>
  );
}

/** What else is set on this laptop, and where. */
function MorePlaces() {
  const { t } = useTranslation(['app', 'settings', 'exchange', 'vault']);
  return (
    <section className={css.group} aria-labelledby="settings-more">
      <h2 id="settings-more" className={css.title}>
        {t('settings.more.title')}
      </h2>
      <Panel className={css.places}>
        <ul>
          <Place to="/vault" icon={IconShieldLock} title={t('vault:screen.title')} what={t('settings.more.vault')} />
          <Place
            to="/exchange"
            icon={IconPackageExport}
            title={t('exchange:place')}
            what={t('settings.more.exchange')}
          />
          <Place to="/about" icon={IconInfoCircle} title={t('settings:about.title')} what={t('settings.more.about')} />
        </ul>
      </Panel>
    </section>
  );
}

interface PlaceProps {
  readonly to: string;
  readonly icon: Icon;
  readonly title: string;
  readonly what: string;
}

/** A screen that is set something on as well, and what for: all of the row leads there. */
function Place({ to, icon: Sign, title, what }: PlaceProps) {
  return (
    <li className={css.place}>
      <Sign size={18} stroke={iconStroke} aria-hidden="true" />
      <div>
        <Link to={to} className={css.link ?? ''}>
          {title}
        </Link>
        <p className={css.hint}>{what}</p>
      </div>
    </li>
  );
}
