import { IconHome } from '@tabler/icons-react';
import type { Feature } from '../../feature.ts';
import type home from '../../i18n/en/home.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    home: typeof home;
  }
}

/** Where Waypost opens: what the features put there for the roles of whoever works here, and what is late. */
export const homeFeature: Feature = {
  namespace: 'home',
  routes: [{ path: '/', load: () => import('./home-screen.tsx').then((module) => module.HomeScreen) }],
  rail: { icon: IconHome, label: (t) => t('home:rail.label'), path: '/', order: 0 },
  invalidates: {},
  home: [
    {
      id: 'home.staleness',
      // who answers for the whole rather than for the day sees first what is late
      spot: ([first]) => ({ place: 'main', order: first === 'director' || first === 'auditor' ? 10 : 30 }),
      load: () => import('./staleness-board.tsx').then((module) => module.StalenessBoard),
    },
  ],
};
