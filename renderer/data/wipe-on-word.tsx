import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useDesktop, useEngine } from './engine-context.tsx';
import { statusQuery } from './record-queries.ts';

/** A disk that hangs gets so many milliseconds for the copy. */
const longestSealing = 120_000;

/** Wipes this laptop on the word of its hub ([WP5]): once the exchange is over in which it was handed over what waits. */
export function WipeOnWord() {
  const desktop = useDesktop();
  const engine = useEngine();
  const { data: status } = useQuery(statusQuery());
  const isAsked = useRef(false);
  const word = status?.revoked?.wipe === true && status.phase === 'idle' ? status.revoked : null;
  const isDue = word !== null;
  const proof = word?.proof;
  useEffect(() => {
    if (!isDue || isAsked.current) return;
    isAsked.current = true;
    const wipe = async () => {
      // One try: a disk that takes no copy must not keep what is to be wiped. The note of the wipe then says what was lost.
      const waited = new Promise((resolve) => setTimeout(resolve, longestSealing));
      await Promise.race([engine.sealCopy().catch(() => false), waited]);
      return desktop.call('wipe:begin', { by: 'hub', ...(proof === undefined ? {} : { proof }) });
    };
    // Where it is wiped this page is gone; what fails, or a host that wipes nothing, is asked again with the next exchange.
    wipe().then(
      (wiped) => {
        if (!wiped.ok) isAsked.current = false;
      },
      () => {
        isAsked.current = false;
      },
    );
  }, [isDue, desktop, engine, proof]);
  return null;
}
