import type { i18n as I18n } from 'i18next';
import { useEffect } from 'react';
import type { Feature } from '../feature.ts';
import { whenIdle } from './when-idle.ts';

/** The locked window stands first, in milliseconds. */
const restBeforeNext = 300;

/** While somebody types their key, the code and the words of what comes next are read, which say nothing of anybody. */
export function useNextScreen(isNear: boolean, features: readonly Feature[], i18n: Pick<I18n, 'loadNamespaces'>): void {
  useEffect(() => {
    if (!isNear) return;
    return whenIdle(restBeforeNext, () => {
      const path = location.hash.slice(1).split('?')[0] || '/';
      for (const { namespace, routes } of features) {
        const next = routes.find((route) => route.path === path);
        // What fails here fails again, and is told, where it is needed.
        if (next !== undefined) void Promise.all([next.load(), i18n.loadNamespaces(namespace)]).catch(() => {});
      }
    });
  }, [isNear, features, i18n]);
}
