import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
  redirect,
} from '@tanstack/react-router';
import type { i18n as I18n } from 'i18next';
import type { ComponentType } from 'react';
import type { Feature, FeatureRoute } from '../feature.ts';
import { ErrorScreen } from './error-screen.tsx';
import { Frame } from './frame.tsx';
import { MissingScreen } from './missing-screen.tsx';

/** Settings belong to the app, not to a feature. */
const ownRoutes: readonly FeatureRoute[] = [
  { path: '/settings', load: () => import('./settings-screen.tsx').then((module) => module.SettingsScreen) },
];

/**
 * Builds the routes from what the features declare. A screen and its words load when it is first opened; addresses live
 * in the hash, so that the same files serve `app://waypost` and the hub.
 */
export function createAppRouter(
  features: readonly Feature[],
  i18n: I18n,
  history: RouterHistory = createHashHistory(),
) {
  const root = createRootRoute({ component: Frame, notFoundComponent: MissingScreen, errorComponent: ErrorScreen });
  const toRoute = (route: FeatureRoute, namespace: string | null) =>
    createRoute({
      getParentRoute: () => root,
      path: route.path,
      staticData: { rail: route.rail ?? 'full' },
      loader: async () => {
        if (namespace !== null) await i18n.loadNamespaces(namespace);
      },
      component: lazyRouteComponent(() => route.load().then(asModule), 'Screen'),
      errorComponent: ErrorScreen,
    });
  const ofFeatures = features.flatMap((feature) => feature.routes.map((route) => toRoute(route, feature.namespace)));
  const start = startPath(features);
  const toStart = createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: () => {
      if (start !== undefined) throw redirect({ to: start, replace: true });
    },
    component: MissingScreen,
  });
  return createRouter({
    routeTree: root.addChildren([
      ...ofFeatures,
      ...ownRoutes.map((route) => toRoute(route, null)),
      ...(hasHome(features) ? [] : [toStart]),
    ]),
    history,
    defaultPreload: 'intent',
    defaultPendingMs: 300,
    // Everything a screen reads is on this disk; stores say when it changed.
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
  });
}

function hasHome(features: readonly Feature[]): boolean {
  return features.some((feature) => feature.routes.some((route) => route.path === '/'));
}

/** Where the app opens without a home of its own: the first place of the rail. */
function startPath(features: readonly Feature[]): string | undefined {
  const entries = features.flatMap((feature) => feature.rail ?? []);
  return entries.sort((left, right) => left.order - right.order)[0]?.path;
}

function asModule(Screen: ComponentType) {
  return { Screen };
}
