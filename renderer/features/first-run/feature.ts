import type { Feature } from '../../feature.ts';
import './words.ts';

/** The first start: how a laptop comes into a network. */
export const firstRunFeature: Feature = {
  namespace: 'first-run',
  routes: [],
  invalidates: {},
  enrolment: () => import('./first-run-screen.tsx').then((module) => module.FirstRunScreen),
};
