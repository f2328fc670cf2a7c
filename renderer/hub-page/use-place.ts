import { useCallback, useSyncExternalStore } from 'react';

const places = ['health', 'held', 'enrol', 'members', 'links', 'log', 'account'] as const;
export type Place = (typeof places)[number];

/** Which screen is shown, in the address: reloading and going back keep the place. */
export function usePlace(): readonly [place: Place, go: (place: Place) => void] {
  const place = useSyncExternalStore(listen, read);
  const go = useCallback((next: Place) => {
    location.hash = `#/${next}`;
  }, []);
  return [place, go];
}

function listen(changed: () => void): () => void {
  addEventListener('hashchange', changed);
  return () => removeEventListener('hashchange', changed);
}

function read(): Place {
  const named = location.hash.slice(2);
  return places.find((place) => place === named) ?? 'health';
}
