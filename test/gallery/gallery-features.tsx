import { IconBook2, IconHome, IconLanguage, IconListCheck, IconTargetArrow } from '@tabler/icons-react';
import type { Feature } from '../../renderer/feature.ts';

/** Invented features, enough to fill a rail and a palette. */
export const galleryFeatures: readonly Feature[] = [
  {
    namespace: 'ui',
    routes: [{ path: '/', load: () => import('./patterns.tsx').then((module) => module.Patterns) }],
    rail: { icon: IconHome, label: () => 'Home', path: '/', order: 0 },
    invalidates: {},
  },
  {
    namespace: 'ui',
    routes: [
      { path: '/reader', load: () => import('./reader.tsx').then((module) => module.Reader) },
      { path: '/run', rail: 'small', load: () => import('./reader.tsx').then((module) => module.Reader) },
      { path: '/list', load: () => import('./long-list.tsx').then((module) => module.LongList) },
      { path: '/fault', load: () => import('./long-list.tsx').then((module) => module.Faulty) },
    ],
    rail: { icon: IconBook2, label: () => 'Playbooks', path: '/reader', order: 10 },
    invalidates: {},
    commands: [
      {
        id: 'run',
        icon: IconListCheck,
        label: () => 'Run “Unattended item” as a checklist',
        keys: ['Ctrl', '↵'],
        run: (app) => app.goTo('/run'),
      },
    ],
    search: {
      label: () => 'Steps and playbooks',
      useFind: () => async (query) => {
        const at = 'Set the cordon and move people behind it'.indexOf(query);
        return [
          {
            id: '1',
            title: 'Set the cordon and move people behind it',
            lang: 'en',
            reference: 'PB-0142',
            detail: 'step 3',
            icon: IconBook2,
            path: '/reader',
            matches: at < 0 ? [] : [[at, at + query.length]],
          },
          {
            id: '2',
            title: 'أقم الطوق الأمني وأبعد الناس خلفه',
            lang: 'ar',
            reference: 'PB-0142',
            detail: 'Arabic, 4.2',
            icon: IconBook2,
            path: '/reader',
            matches: [[4, 9]],
          },
        ];
      },
    },
  },
  {
    namespace: 'ui',
    routes: [],
    rail: { icon: IconTargetArrow, label: () => 'Long list', path: '/list', order: 30 },
    invalidates: {},
  },
  {
    namespace: 'ui',
    routes: [],
    rail: { icon: IconLanguage, label: () => 'Fault', path: '/fault', order: 50 },
    invalidates: {},
  },
];
