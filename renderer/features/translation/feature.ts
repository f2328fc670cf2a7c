import { IconLanguage } from '@tabler/icons-react';
import type { Feature } from '../../feature.ts';
import type translation from '../../i18n/en/translation.json';
import { translatedTypes } from './translated-record.ts';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    translation: typeof translation;
  }
}

/** What is to be translated, and the translator's grid. */
export const translationFeature: Feature = {
  namespace: 'translation',
  routes: [
    { path: '/translation', load: () => import('./overview-screen.tsx').then((module) => module.OverviewScreen) },
    {
      path: '/translation/$lang/$recordId',
      load: () => import('./grid-screen.tsx').then((module) => module.GridScreen),
    },
  ],
  rail: { icon: IconLanguage, label: (t) => t('translation:rail.label'), path: '/translation', order: 50 },
  invalidates: Object.fromEntries(translatedTypes.map((type) => [type, [['translation']]])),
  home: [
    {
      id: 'translation.queue',
      spot: ([first]) => (first === 'translator' ? { place: 'main', order: 10 } : null),
      load: () => import('./home-translation.tsx').then((module) => module.HomeTranslation),
    },
  ],
  commands: [
    {
      id: 'translation.open',
      icon: IconLanguage,
      label: (t) => t('translation:command.open'),
      keywords: (t) => t('translation:command.openKeywords'),
      run: (app) => app.goTo('/translation'),
    },
  ],
};
