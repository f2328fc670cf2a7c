import { useMantineColorScheme } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../i18n/locale-provider.tsx';
import { ScreenHeading } from '../ui/screen-heading.tsx';
import { useScreenTitle } from '../ui/screen-title.ts';
import { SegmentedSwitch } from '../ui/segmented-switch.tsx';
import { TopBar } from '../ui/top-bar.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { chooseTextSize, preferredTextSize, textSizes } from './preferences.ts';
import css from './settings-screen.module.css';

/** Language and colours of this machine. */
export function SettingsScreen() {
  const { t } = useTranslation(['app', 'settings', 'exchange', 'vault']);
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
        <Link to="/vault" className={css.link ?? ''}>
          {t('vault:screen.title')}
        </Link>
        <Link to="/exchange" className={css.link ?? ''}>
          {t('exchange:place')}
        </Link>
        <Link to="/about" className={css.link ?? ''}>
          {t('settings:about.title')}
        </Link>
      </div>
    </>
  );
}
