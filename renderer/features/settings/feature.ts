import { IconInfoCircle } from '@tabler/icons-react';
import type { Feature } from '../../feature.ts';
import type settings from '../../i18n/en/settings.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    settings: typeof settings;
  }
}

/** About this laptop: version, network, where work is kept, licences. Language and colours are the app's own settings. */
export const settingsFeature: Feature = {
  namespace: 'settings',
  routes: [{ path: '/about', load: () => import('./about-screen.tsx').then((module) => module.AboutScreen) }],
  invalidates: {},
  commands: [
    {
      id: 'settings.about',
      icon: IconInfoCircle,
      label: (t) => t('settings:about.title'),
      keywords: (t) => t('settings:about.keywords'),
      run: (app) => app.goTo('/about'),
    },
  ],
};
