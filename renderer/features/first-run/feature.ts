import type { Feature } from '../../feature.ts';
import './words.ts';

/** How a laptop comes into a network. */
export const firstRunFeature: Feature = {
  namespace: 'first-run',
  routes: [],
  invalidates: {},
  enrolment: () => import('./enrol-screen.tsx').then((module) => module.EnrolScreen),
};
