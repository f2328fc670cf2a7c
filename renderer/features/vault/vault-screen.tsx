import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDataSession, useVault } from '../../data/data-context.tsx';
import { WipeLeft } from '../../data/wipe-left.tsx';
import { useLocale } from '../../i18n/locale-provider.tsx';
import { ActionButton } from '../../ui/action-button.tsx';
import { Banner } from '../../ui/banner.tsx';
import { ScreenHeading } from '../../ui/screen-heading.tsx';
import { useScreenTitle } from '../../ui/screen-title.ts';
import { SegmentedSwitch } from '../../ui/segmented-switch.tsx';
import { TopBar } from '../../ui/top-bar.tsx';
import { Backups } from './backups.tsx';
import { OwnProfile } from './own-profile.tsx';
import { RemoveProfile } from './remove-profile.tsx';
import { SetUpForm } from './set-up-form.tsx';
import css from './vault.module.css';
import { WaysIn } from './ways-in.tsx';
import { WipeLaptop } from './wipe-laptop.tsx';
import './words.ts';

/** How this laptop is protected, and what can be done about it. */
export function VaultScreen() {
  const { t } = useTranslation(['vault', 'app']);
  const state = useVault()?.state;
  const [isSettingUp, setSettingUp] = useState(false);
  useScreenTitle(t('screen.title'));
  return (
    <>
      <TopBar crumbs={[{ label: t('app:settings.title'), path: '/settings' }, { label: t('screen.title') }]} />
      <div className={css.body}>
        <ScreenHeading>{t('screen.title')}</ScreenHeading>
        <WipeLeft />
        {state === 'impossible' && <Banner tone="due">{t('screen.impossible')}</Banner>}
        {state === 'open' && <Protected />}
        {(state === 'open' || state === 'none') && !isSettingUp && <OwnProfile />}
        {state === 'none' && !isSettingUp && (
          <Banner
            tone="due"
            action={<ActionButton onClick={() => setSettingUp(true)}>{t('screen.start')}</ActionButton>}
          >
            {t('screen.none')}
          </Banner>
        )}
        {!isSettingUp && <TravelLink />}
        {(state === 'open' || state === 'none') && !isSettingUp && <WipeLaptop />}
        {(state === 'open' || state === 'none') && !isSettingUp && <RemoveProfile />}
        {state === 'none' && isSettingUp && <SetUpForm level="h2" onCancel={() => setSettingUp(false)} />}
      </div>
    </>
  );
}

function TravelLink() {
  const { t } = useTranslation('vault');
  return (
    <section className={css.section} aria-labelledby="travel-title">
      <h2 id="travel-title">{t('travel.title')}</h2>
      <p className={css.lead}>{t('travel.lead')}</p>
      <div className={css.acts}>
        <ActionButton component={Link} to="/vault/travel" size="medium">
          {t('travel.choose')}
        </ActionButton>
      </div>
    </section>
  );
}

const idleChoices = ['1', '5', '10', '15'] as const;

function Protected() {
  const { t } = useTranslation('vault');
  const { desktop } = useDataSession();
  const { format } = useLocale();
  const vault = useVault();
  const [idle, setIdle] = useState(String(vault?.idleMinutes ?? 5));
  const chooseIdle = async (minutes: string) => {
    const kept = await desktop.call('vault:idle', { minutes: Number(minutes) });
    if (kept.ok) setIdle(minutes);
  };
  return (
    <>
      <Banner
        tone="ok"
        action={
          <ActionButton onClick={() => void desktop.call('vault:lock', {})} keys="Ctrl Shift L">
            {t('screen.lock')}
          </ActionButton>
        }
      >
        {t('screen.open')}
      </Banner>
      <section className={css.form} aria-labelledby="idle-title">
        <h2 id="idle-title">{t('screen.idle')}</h2>
        <SegmentedSwitch
          label={t('screen.idle')}
          value={idle}
          onChange={(minutes) => void chooseIdle(minutes)}
          options={idleChoices.map((value) => ({ value, label: format.number(Number(value)) }))}
        />
      </section>
      <WaysIn />
      <Backups />
    </>
  );
}
