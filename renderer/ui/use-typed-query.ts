import { useEffect, useRef, useState } from 'react';

/** Words that stand in an address. */
export interface QueryPlace {
  readonly query: string;
  setQuery(query: string): void;
}

/** The address follows what is typed after a rest of so long, in milliseconds: each change of it is work for the router. */
const addressRest = 300;

/** The box answers each key at once; list and address follow. */
export function useTypedQuery(place: QueryPlace) {
  const [typed, setTyped] = useState(place.query);
  const [seen, setSeen] = useState(place.query);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const latest = useRef(place);
  latest.current = place;
  if (seen !== place.query) {
    // the address changed by itself: back, a link, the palette
    setSeen(place.query);
    if (place.query !== typed.trim() && timer.current === null) setTyped(place.query);
  }
  const setQuery = (next: string) => {
    setTyped(next);
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = null;
      latest.current.setQuery(next.trim());
    }, addressRest);
  };
  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);
  return { query: typed, setQuery };
}
