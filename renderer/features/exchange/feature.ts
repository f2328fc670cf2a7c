import { IconPackageExport, IconPackageImport } from '@tabler/icons-react';
import type { Feature } from '../../feature.ts';
import type exchange from '../../i18n/en/exchange.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    exchange: typeof exchange;
  }
}

/** The whole library as one file of open formats: out, with a table of what leaves, and in, whole or not at all. */
export const exchangeFeature: Feature = {
  namespace: 'exchange',
  routes: [
    { path: '/exchange', load: () => import('./export-screen.tsx').then((module) => module.ExportScreen) },
    { path: '/exchange/import', load: () => import('./import-screen.tsx').then((module) => module.ImportScreen) },
  ],
  invalidates: {},
  commands: [
    {
      id: 'exchange.export',
      icon: IconPackageExport,
      label: (t) => t('exchange:export.title'),
      keywords: (t) => t('exchange:command.keywords'),
      run: (app) => app.goTo('/exchange'),
    },
    {
      id: 'exchange.import',
      icon: IconPackageImport,
      label: (t) => t('exchange:import.title'),
      keywords: (t) => t('exchange:command.keywords'),
      run: (app) => app.goTo('/exchange/import'),
    },
  ],
};
