import { IconClipboardList, IconTools } from '@tabler/icons-react';
import type { Feature } from '../../feature.ts';
import type reviews from '../../i18n/en/reviews.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    reviews: typeof reviews;
  }
}

/** After-action reviews: findings, corrective actions, and the playbook steps that they change. */
export const reviewsFeature: Feature = {
  namespace: 'reviews',
  routes: [
    { path: '/reviews', load: () => import('./review-list.tsx').then((module) => module.ReviewList) },
    { path: '/reviews/actions', load: () => import('./action-list.tsx').then((module) => module.ActionList) },
    { path: '/reviews/new', load: () => import('./review-form.tsx').then((module) => module.NewReview) },
    { path: '/reviews/$reviewId', load: () => import('./review-screen.tsx').then((module) => module.ReviewScreen) },
    { path: '/reviews/$reviewId/edit', load: () => import('./review-form.tsx').then((module) => module.EditReview) },
    {
      path: '/reviews/$reviewId/findings/new',
      load: () => import('./finding-form.tsx').then((module) => module.NewFinding),
    },
    {
      path: '/reviews/$reviewId/findings/$findingId',
      load: () => import('./finding-form.tsx').then((module) => module.EditFinding),
    },
    {
      path: '/reviews/$reviewId/actions/new',
      load: () => import('./action-form.tsx').then((module) => module.NewAction),
    },
    {
      path: '/reviews/$reviewId/actions/$actionId',
      load: () => import('./action-screen.tsx').then((module) => module.ActionScreen),
    },
    {
      path: '/reviews/$reviewId/actions/$actionId/edit',
      load: () => import('./action-form.tsx').then((module) => module.EditAction),
    },
  ],
  rail: { icon: IconClipboardList, label: (t) => t('reviews:rail.label'), path: '/reviews', order: 40 },
  invalidates: {},
  recordTypes: {
    review: { icon: IconClipboardList, label: (t) => t('reviews:rail.label'), path: (id) => `/reviews/${id}` },
  },
  stale: [
    {
      id: 'reviews.actions',
      order: 60,
      label: (t) => t('reviews:stale.actions'),
      none: (t) => t('reviews:stale.actionsNone'),
      tone: 'bad',
      path: '/reviews/actions',
      search: { show: 'overdue' },
      types: ['action'],
      load: () => import('./stale-actions.ts').then((module) => module.findOverdueActions),
    },
  ],
  commands: [
    {
      id: 'reviews.new',
      icon: IconClipboardList,
      label: (t) => t('reviews:review.new'),
      keywords: (t) => t('reviews:command.newKeywords'),
      run: (app) => app.goTo('/reviews/new'),
    },
    {
      id: 'reviews.actions',
      icon: IconTools,
      label: (t) => t('reviews:command.actions'),
      keywords: (t) => t('reviews:command.actionsKeywords'),
      run: (app) => app.goTo('/reviews/actions'),
    },
  ],
};
