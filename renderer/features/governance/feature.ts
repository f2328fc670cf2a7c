import { IconHourglass, IconKey, IconScale, IconVocabulary } from '@tabler/icons-react';
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
    { path: '/governance/access', load: () => import('./access-list.tsx').then((module) => module.AccessList) },
    { path: '/governance/access/new', load: () => import('./access-form.tsx').then((module) => module.NewAccess) },
    {
      path: '/governance/access/ask/$scopeId',
      load: () => import('./access-form.tsx').then((module) => module.NewAccess),
    },
    {
      path: '/governance/access/$requestId',
      load: () => import('./access-screen.tsx').then((module) => module.AccessScreen),
    },
    {
      path: '/governance/retention',
      load: () => import('./retention-list.tsx').then((module) => module.RetentionList),
    },
    {
      path: '/governance/retention/new',
      load: () => import('./retention-form.tsx').then((module) => module.NewRetention),
    },
    {
      path: '/governance/retention/$ruleId',
      load: () => import('./retention-screen.tsx').then((module) => module.RetentionScreen),
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
    'retention-rule': {
      icon: IconHourglass,
      label: (t) => t('governance:tabs.retention'),
      path: (id) => `/governance/retention/${id}`,
    },
    'access-request': {
      icon: IconKey,
      label: (t) => t('governance:tabs.access'),
      path: (id) => `/governance/access/${id}`,
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
    {
      id: 'governance.access',
      order: 71,
      label: (t) => t('governance:stale.access'),
      none: (t) => t('governance:stale.noAccess'),
      tone: 'due',
      path: '/governance/access',
      types: ['access-request', 'access-answer'],
      load: () => import('./stale-access.ts').then((module) => module.findOpenRequests),
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
    {
      id: 'governance.ask',
      icon: IconKey,
      label: (t) => t('governance:access.new'),
      keywords: (t) => t('governance:access.keywords'),
      run: (app) => app.goTo('/governance/access/new'),
    },
    {
      id: 'governance.words',
      icon: IconVocabulary,
      label: (t) => t('governance:words.title'),
      keywords: (t) => t('governance:words.keywords'),
      run: (app) => app.goTo('/governance/scopes'),
    },
  ],
};
