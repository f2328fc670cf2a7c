import { IconTargetArrow } from '@tabler/icons-react';
import type { Feature } from '../../feature.ts';
import type exercises from '../../i18n/en/exercises.json';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    exercises: typeof exercises;
  }
}

/** Exercises: what is practised, where and when, against which playbooks. */
export const exercisesFeature: Feature = {
  namespace: 'exercises',
  routes: [
    { path: '/exercises', load: () => import('./exercise-list.tsx').then((module) => module.ExerciseList) },
    { path: '/exercises/new', load: () => import('./exercise-form.tsx').then((module) => module.NewExercise) },
    {
      path: '/exercises/$exerciseId',
      load: () => import('./exercise-screen.tsx').then((module) => module.ExerciseScreen),
    },
    {
      path: '/exercises/$exerciseId/edit',
      load: () => import('./exercise-form.tsx').then((module) => module.EditExercise),
    },
    ...['/exercises/$exerciseId/objectives/new', '/exercises/$exerciseId/objectives/$objectiveId'].map((path) => ({
      path,
      load: () => import('./objective-form.tsx').then((module) => module.ObjectiveScreen),
    })),
    ...['/exercises/$exerciseId/injects/new', '/exercises/$exerciseId/injects/$injectId'].map((path) => ({
      path,
      load: () => import('./event-list/inject-form.tsx').then((module) => module.InjectScreen),
    })),
    ...['/exercises/$exerciseId/guide/new', '/exercises/$exerciseId/guide/$itemId'].map((path) => ({
      path,
      load: () => import('./guide/guide-form.tsx').then((module) => module.GuideItemScreen),
    })),
    {
      path: '/exercises/$exerciseId/ratings',
      load: () => import('./ratings/ratings-screen.tsx').then((module) => module.RatingsScreen),
    },
    {
      path: '/exercises/$exerciseId/import',
      load: () => import('./event-list/event-import.tsx').then((module) => module.EventImport),
    },
    {
      path: '/exercises/$exerciseId/conduct',
      rail: 'small',
      load: () => import('./board/conduct-screen.tsx').then((module) => module.ConductScreen),
    },
  ],
  rail: { icon: IconTargetArrow, label: (t) => t('exercises:rail.label'), path: '/exercises', order: 30 },
  invalidates: {},
  recordTypes: {
    exercise: { icon: IconTargetArrow, label: (t) => t('exercises:rail.label'), path: (id) => `/exercises/${id}` },
  },
  commands: [
    {
      id: 'exercises.new',
      icon: IconTargetArrow,
      label: (t) => t('exercises:exercise.new'),
      keywords: (t) => t('exercises:command.newKeywords'),
      run: (app) => app.goTo('/exercises/new'),
    },
  ],
};
