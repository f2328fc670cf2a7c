import { IconBook2, IconFileImport, IconGitBranch, IconListCheck } from '@tabler/icons-react';
import type { Feature } from '../../feature.ts';
import type playbooks from '../../i18n/en/playbooks.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    playbooks: typeof playbooks;
  }
}

const loadPieceForm = () => import('./layer/piece-form.tsx').then((module) => module.PieceForm);

export const playbooksFeature: Feature = {
  namespace: 'playbooks',
  routes: [
    { path: '/playbooks', load: () => import('./library.tsx').then((module) => module.Library) },
    {
      path: '/playbooks/import',
      load: () => import('./import-report.tsx').then((module) => module.ImportReportScreen),
    },
    { path: '/playbooks/$playbookId', load: () => import('./reader.tsx').then((module) => module.Reader) },
    { path: '/playbooks/$playbookId/adapt', load: loadPieceForm },
    { path: '/playbooks/$playbookId/adapt/$pieceId', load: loadPieceForm },
    {
      path: '/adaptations/$adaptationId',
      load: () => import('./layer/layer-screen.tsx').then((module) => module.LayerScreen),
    },
    { path: '/playbooks/$playbookId/edit', load: () => import('./editor.tsx').then((module) => module.Editor) },
    { path: '/playbooks/$playbookId/run', load: () => import('./run-start.tsx').then((module) => module.RunStart) },
    { path: '/runs', load: () => import('./run-list.tsx').then((module) => module.RunList) },
    { path: '/runs/$runId', load: () => import('./run-screen.tsx').then((module) => module.RunScreen), rail: 'small' },
    { path: '/runs/$runId/report', load: () => import('./run-report.tsx').then((module) => module.RunReportScreen) },
  ],
  rail: {
    icon: IconBook2,
    label: (t) => t('playbooks:rail.label'),
    path: '/playbooks',
    also: ['/runs', '/adaptations'],
    order: 10,
  },
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
  home: [
    {
      id: 'playbooks.search',
      spot: () => ({ place: 'head', order: 50 }),
      load: () => import('./home-search.tsx').then((module) => module.HomeSearch),
    },
    {
      id: 'playbooks.pinned',
      spot: () => ({ place: 'main', order: 20 }),
      load: () => import('./home-pinned.tsx').then((module) => module.HomePinned),
    },
    {
      id: 'playbooks.running',
      spot: ([first]) => ({ place: 'side', order: first === 'investigator' ? 10 : 30 }),
      load: () => import('./home-running.tsx').then((module) => module.HomeRunning),
    },
    {
      id: 'playbooks.changed',
      spot: () => ({ place: 'side', order: 20 }),
      load: () => import('./home-changed.tsx').then((module) => module.HomeChanged),
    },
  ],
  stale: [
    {
      id: 'playbooks.review',
      order: 10,
      label: (t) => t('playbooks:stale.review'),
      none: (t) => t('playbooks:stale.reviewNone'),
      tone: 'bad',
      path: '/playbooks',
      search: { sort: 'review' },
      types: ['playbook'],
      load: () => import('./stale-playbooks.ts').then((module) => module.findPastReview),
    },
    {
      id: 'playbooks.translations',
      order: 20,
      label: (t) => t('playbooks:stale.translations'),
      none: (t) => t('playbooks:stale.translationsNone'),
      tone: 'due',
      path: '/playbooks',
      types: ['playbook'],
      load: () => import('./stale-playbooks.ts').then((module) => module.findUntranslated),
    },
    {
      id: 'playbooks.outdated',
      order: 21,
      label: (t) => t('playbooks:stale.outdated'),
      none: (t) => t('playbooks:stale.outdatedNone'),
      tone: 'due',
      path: '/translation',
      search: { show: 'outdated' },
      types: ['playbook', 'step'],
      load: () => import('./stale-playbooks.ts').then((module) => module.findOutdated),
    },
    {
      id: 'playbooks.never-run',
      order: 30,
      label: (t) => t('playbooks:stale.neverRun'),
      none: (t) => t('playbooks:stale.neverRunNone'),
      undated: (t) => t('playbooks:stale.noRun'),
      tone: 'quiet',
      path: '/playbooks',
      types: ['playbook', 'run', 'exercise'],
      load: () => import('./stale-playbooks.ts').then((module) => module.findNeverRun),
    },
  ],
  warmUp: () => import('./warm-up.ts').then((module) => module.warmUp()),
  recordTypes: {
    playbook: { icon: IconBook2, label: (t) => t('playbooks:command.hits'), path: (id) => `/playbooks/${id}` },
    adaptation: {
      icon: IconGitBranch,
      label: (t) => t('playbooks:layer.hits'),
      path: (id) => `/adaptations/${id}`,
    },
    run: { icon: IconListCheck, label: (t) => t('playbooks:command.runs'), path: (id) => `/runs/${id}` },
  },
};
