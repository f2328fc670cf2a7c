import { IconScale } from '@tabler/icons-react';
import type { Feature } from '../../feature.ts';
import type governance from '../../i18n/en/governance.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    governance: typeof governance;
  }
}

/** Who may do what with whom: scopes, and agreements about what may flow between centres. */
export const governanceFeature: Feature = {
  namespace: 'governance',
  routes: [
    { path: '/governance', load: () => import('./agreement-list.tsx').then((module) => module.AgreementList) },
    {
      path: '/governance/agreements/new',
      load: () => import('./agreement-form.tsx').then((module) => module.NewAgreement),
    },
    {
      path: '/governance/agreements/$agreementId',
      load: () => import('./agreement-screen.tsx').then((module) => module.AgreementScreen),
    },
    { path: '/governance/scopes', load: () => import('./scope-list.tsx').then((module) => module.ScopeList) },
  ],
  rail: { icon: IconScale, label: (t) => t('governance:rail.label'), path: '/governance', order: 60 },
  invalidates: {},
  recordTypes: {
    agreement: {
      icon: IconScale,
      label: (t) => t('governance:tabs.agreements'),
      path: (id) => `/governance/agreements/${id}`,
    },
  },
  stale: [
    {
      id: 'governance.agreements',
      order: 70,
      label: (t) => t('governance:stale.agreements'),
      none: (t) => t('governance:stale.none'),
      tone: 'due',
      path: '/governance',
      types: ['agreement', 'agreement-act'],
      load: () => import('./stale-agreements.ts').then((module) => module.findEndingAgreements),
    },
  ],
  commands: [
    {
      id: 'governance.new',
      icon: IconScale,
      label: (t) => t('governance:agreement.new'),
      keywords: (t) => t('governance:command.keywords'),
      run: (app) => app.goTo('/governance/agreements/new'),
    },
  ],
};
