import { IconListSearch, IconSearch } from '@tabler/icons-react';
import type { Feature } from '../../feature.ts';
import type search from '../../i18n/en/search.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    search: typeof search;
  }
}

/** Everything that can be found, in every language, on one screen. */
export const searchFeature: Feature = {
  namespace: 'search',
  routes: [{ path: '/search', load: () => import('./search-screen.tsx').then((module) => module.SearchScreen) }],
  invalidates: {},
  everything: { path: '/search', icon: IconListSearch, label: (t, query) => t('search:everything', { query }) },
  commands: [
    {
      id: 'search.open',
      icon: IconSearch,
      label: (t) => t('search:command.open'),
      keywords: (t) => t('search:command.keywords'),
      run: (app) => app.goTo('/search'),
    },
  ],
};
