import type { i18n as I18n } from 'i18next';
import { lazy, Suspense, useMemo } from 'react';
import type { Feature } from '../feature.ts';
import css from './enrolment.module.css';
import { LanguageSwitch } from './language-switch.tsx';
import { Starting } from './start-screens.tsx';

export interface EnrolmentProps {
  readonly features: readonly Feature[];
  readonly i18n: I18n;
}

/** The screen of the one feature that brings this device into a network, with its words. */
export function Enrolment({ features, i18n }: EnrolmentProps) {
  const Screen = useMemo(() => lazy(() => loadEnrolment(features, i18n)), [features, i18n]);
  return (
    <Suspense fallback={<Starting />}>
      <header className={css.languages}>
        <LanguageSwitch />
      </header>
      <Screen />
    </Suspense>
  );
}

async function loadEnrolment(features: readonly Feature[], i18n: I18n) {
  const feature = features.find((candidate) => candidate.enrolment !== undefined);
  if (!feature?.enrolment) throw new Error('No feature says how this device is enrolled');
  const [Screen] = await Promise.all([feature.enrolment(), i18n.loadNamespaces(feature.namespace)]);
  return { default: Screen };
}
