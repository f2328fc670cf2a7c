import { IconArrowsSplit2, IconListCheck, IconRefresh } from '@tabler/icons-react';
import type { Feature } from '../../feature.ts';
import type sync from '../../i18n/en/sync.json';
import { settles } from './settles.ts';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    sync: typeof sync;
  }
}

const conflicts = () => import('./conflicts-screen.tsx').then((module) => module.ConflictsScreen);

/** The state of sync, changes not accepted, and conflicts to settle. Reached by the mark at the foot of the rail. */
export const syncFeature: Feature = {
  namespace: 'sync',
  routes: [
    { path: '/sync', load: () => import('./sync-screen.tsx').then((module) => module.SyncScreen) },
    { path: '/sync/decisions', load: () => import('./decisions-screen.tsx').then((module) => module.DecisionsScreen) },
    { path: '/sync/conflicts', load: conflicts },
    { path: '/sync/conflicts/$record/$field', load: conflicts },
  ],
  invalidates: {
    playbook: [['sync']],
    step: [['sync']],
    run: [['sync']],
    'run-event': [['sync']],
    attachment: [['sync']],
    course: [['sync']],
    session: [['sync']],
    person: [['sync']],
    enrolment: [['sync']],
    'attendance-mark': [['sync']],
    'course-module': [['sync']],
    'assessment-item': [['sync']],
    'assessment-mark': [['sync']],
    'assessment-result': [['sync']],
    competency: [['sync']],
    'cost-entry': [['sync']],
    placement: [['sync']],
    exercise: [['sync']],
    objective: [['sync']],
    inject: [['sync']],
    'conduct-event': [['sync']],
    'guide-item': [['sync']],
    rating: [['sync']],
    review: [['sync']],
    finding: [['sync']],
    action: [['sync']],
    decision: [['sync']],
    'vocabulary-choice': [['sync']],
  },
  home: [
    {
      id: 'sync.hub-party',
      spot: () => ({ place: 'main', order: 1 }),
      load: () => import('./hub-party.tsx').then((module) => module.HubParty),
    },
    {
      id: 'sync.lease',
      spot: () => ({ place: 'main', order: 2 }),
      load: () => import('./lease-notice.tsx').then((module) => module.LeaseNotice),
    },
    {
      id: 'sync.centres',
      spot: (roles) => (settles(roles) ? { place: 'main', order: 15 } : null),
      load: () => import('./home-centres.tsx').then((module) => module.HomeCentres),
    },
    {
      id: 'sync.to-settle',
      spot: (roles) => (settles(roles) ? { place: 'main', order: 10 } : { place: 'side', order: 40 }),
      load: () => import('./home-to-settle.tsx').then((module) => module.HomeToSettle),
    },
  ],
  commands: [
    {
      id: 'sync.open',
      icon: IconRefresh,
      label: (t) => t('sync:command.open'),
      keywords: (t) => t('sync:command.openKeywords'),
      run: (app) => app.goTo('/sync'),
    },
    {
      id: 'sync.conflicts',
      icon: IconArrowsSplit2,
      label: (t) => t('sync:command.conflicts'),
      run: (app) => app.goTo('/sync/conflicts'),
    },
    {
      id: 'sync.decisions',
      icon: IconListCheck,
      label: (t) => t('sync:command.decisions'),
      run: (app) => app.goTo('/sync/decisions'),
    },
  ],
};
