import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';

export interface RecentPlace {
  readonly path: string;
  /** As the screen named itself. */
  readonly title: string;
}

const kept = 6;
/** In this window only: names of records are not kept outside the journal. */
let places: readonly RecentPlace[] = [];

/** Where one was, the latest first, without where one is. */
export function recentPlaces(here: string): readonly RecentPlace[] {
  return places.filter(({ path }) => path !== here);
}

/** Remembers every screen that is opened, under the name that it gives itself. */
export function useRememberPlaces(): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  useEffect(() => {
    if (path === undefined) return;
    // A screen names itself when it has read its record, and may do so again.
    const note = () => remember(path, document.title);
    const observer = new MutationObserver(note);
    const title = document.querySelector('title');
    if (title !== null) observer.observe(title, { childList: true, characterData: true, subtree: true });
    const timer = setTimeout(note, 400);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [path]);
}

function remember(path: string, windowTitle: string): void {
  const title = windowTitle.replace(/ · Waypost$/u, '');
  if (title === '' || title === 'Waypost') return;
  places = [{ path, title }, ...places.filter((place) => place.path !== path)].slice(0, kept + 1);
}
