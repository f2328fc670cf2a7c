import { IconHome } from '@tabler/icons-react';
import type { Feature } from '../../feature.ts';
import type home from '../../i18n/en/home.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    home: typeof home;
  }
}

/** Where Waypost opens: search, what is pinned, what runs, what changed, what is late. */
export const homeFeature: Feature = {
  namespace: 'home',
  routes: [{ path: '/', load: () => import('./home-screen.tsx').then((module) => module.HomeScreen) }],
  rail: { icon: IconHome, label: (t) => t('home:rail.label'), path: '/', order: 0 },
  invalidates: {},
};
