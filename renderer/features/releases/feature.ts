import { release, releaseApproval, releaseWithdrawal } from '../../../shared/domain/release/release.ts';
import type { Feature } from '../../feature.ts';
import type releases from '../../i18n/en/releases.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    releases: typeof releases;
  }
}

const at = '/playbooks/$playbookId/releases';

/** Review, approval and release of playbooks. Reached from a playbook. */
export const releasesFeature: Feature = {
  namespace: 'releases',
  routes: [
    { path: at, load: () => import('./release-list.tsx').then((module) => module.ReleaseList) },
    { path: `${at}/ask`, load: () => import('./ask-form.tsx').then((module) => module.AskForReview) },
    { path: `${at}/compare`, load: () => import('./compare-screen.tsx').then((module) => module.CompareScreen) },
    { path: `${at}/$releaseId`, load: () => import('./release-screen.tsx').then((module) => module.ReleaseScreen) },
  ],
  invalidates: {},
  stale: [
    {
      id: 'releases.awaiting',
      order: 15,
      label: (t) => t('releases:stale.awaiting'),
      none: (t) => t('releases:stale.awaitingNone'),
      tone: 'due',
      path: '/playbooks',
      search: { candidate: 'in-review' },
      types: ['playbook', release.type, releaseApproval.type, releaseWithdrawal.type],
      load: () => import('./awaiting-releases.ts').then((module) => module.findAwaiting),
    },
  ],
};
