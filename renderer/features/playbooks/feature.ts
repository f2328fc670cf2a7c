import { IconBook2, IconFileImport, IconListCheck } from '@tabler/icons-react';
import type { Feature } from '../../feature.ts';
import type playbooks from '../../i18n/en/playbooks.json';
import { usePlaybookFind } from './use-playbook-find.ts';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    playbooks: typeof playbooks;
  }
}

export const playbooksFeature: Feature = {
  namespace: 'playbooks',
  routes: [
    { path: '/playbooks', load: () => import('./library.tsx').then((module) => module.Library) },
    {
      path: '/playbooks/import',
      load: () => import('./import-report.tsx').then((module) => module.ImportReportScreen),
    },
    { path: '/playbooks/$playbookId', load: () => import('./reader.tsx').then((module) => module.Reader) },
    { path: '/playbooks/$playbookId/run', load: () => import('./run-start.tsx').then((module) => module.RunStart) },
    { path: '/runs', load: () => import('./run-list.tsx').then((module) => module.RunList) },
    { path: '/runs/$runId', load: () => import('./run-screen.tsx').then((module) => module.RunScreen), rail: 'small' },
    { path: '/runs/$runId/report', load: () => import('./run-report.tsx').then((module) => module.RunReportScreen) },
  ],
  rail: { icon: IconBook2, label: (t) => t('playbooks:rail.label'), path: '/playbooks', also: ['/runs'], order: 10 },
  // what results of a search show of a record follows its changes
  invalidates: { playbook: [['playbooks']], step: [['playbooks']] },
  commands: [
    {
      id: 'playbooks.import',
      icon: IconFileImport,
      label: (t) => t('playbooks:command.import'),
      keywords: (t) => t('playbooks:command.importKeywords'),
      run: (app) => app.goTo('/playbooks/import'),
    },
    {
      id: 'playbooks.runs',
      icon: IconListCheck,
      label: (t) => t('playbooks:command.runs'),
      run: (app) => app.goTo('/runs'),
    },
  ],
  warmUp: () => import('./warm-up.ts').then((module) => module.warmUp()),
  search: { label: (t) => t('playbooks:command.hits'), useFind: usePlaybookFind },
};
