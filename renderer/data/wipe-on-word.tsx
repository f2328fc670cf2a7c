import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useDesktop } from './engine-context.tsx';
import { statusQuery } from './record-queries.ts';

/** Wipes this laptop on the word of its hub ([WP5]): once the exchange is over in which it was handed over what waits. */
export function WipeOnWord() {
  const desktop = useDesktop();
  const { data: status } = useQuery(statusQuery());
  const isAsked = useRef(false);
  const isDue = status?.revoked?.wipe === true && status.phase === 'idle';
  useEffect(() => {
    if (!isDue || isAsked.current) return;
    isAsked.current = true;
    // Where it is wiped this page is gone; a disk that fails is tried again with the next word of the engine.
    void desktop.call('wipe:begin', { by: 'hub' }).then((wiped) => {
      if (!wiped.ok) isAsked.current = false;
    });
  }, [isDue, desktop]);
  return null;
}
