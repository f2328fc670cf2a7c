import { useCallback, useEffect, useState } from 'react';

/** Seconds that are left of a wait, counted down; and how to begin one. */
export function useWait(atFirstMs: number): readonly [seconds: number, begin: (milliseconds: number) => void] {
  const [now, setNow] = useState(Date.now);
  const [until, setUntil] = useState(now + atFirstMs);
  const left = Math.max(0, Math.ceil((until - now) / 1_000));
  const isWaiting = left > 0;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [isWaiting]);
  const begin = useCallback((milliseconds: number) => {
    // One look at the clock: between two of them it may go on, and a wait of 1:30 would begin at 1:31.
    const begun = Date.now();
    setNow(begun);
    setUntil(begun + milliseconds);
  }, []);
  return [left, begin];
}
