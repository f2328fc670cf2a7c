import type { i18n as I18n } from 'i18next';
import { lazy, Suspense, useMemo } from 'react';
import type { Feature } from '../feature.ts';
import css from './first-screen.module.css';
import { LanguageSwitch } from './language-switch.tsx';
import { OtherProfile } from './other-profile.tsx';
import { Starting } from './start-screens.tsx';
import { useNextScreen } from './use-next-screen.ts';

/** What can stand in front of the app, as the one feature calls it that has it. */
export type FirstScreen = 'enrolment' | 'unlock' | 'protection' | 'chooser';

export interface FirstScreenProps {
  readonly screen: FirstScreen;
  readonly features: readonly Feature[];
  readonly i18n: I18n;
}

/** A screen that stands in front of the app, with its words: this device is new, locked, about to be protected, or used by several people. */
export function FirstScreenOf({ screen, features, i18n }: FirstScreenProps) {
  useNextScreen(screen === 'unlock', features, i18n);
  const Screen = useMemo(() => lazy(() => loadScreen(screen, features, i18n)), [screen, features, i18n]);
  return (
    <Suspense fallback={<Starting />}>
      <header className={css.languages}>
        {screen !== 'chooser' && <OtherProfile />}
        <LanguageSwitch />
      </header>
      <Screen />
    </Suspense>
  );
}

async function loadScreen(screen: FirstScreen, features: readonly Feature[], i18n: I18n) {
  const feature = features.find((candidate) => candidate[screen] !== undefined);
  const load = feature?.[screen];
  if (feature === undefined || load === undefined) throw new Error(`No feature has the screen "${screen}"`);
  const [Screen] = await Promise.all([load(), i18n.loadNamespaces(feature.namespace)]);
  return { default: Screen };
}
