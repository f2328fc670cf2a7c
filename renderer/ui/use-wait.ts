import { useCallback, useEffect, useState } from 'react';

/** Seconds that are left of a wait, counted down; and how to begin one. */
export function useWait(atFirstMs: number): readonly [seconds: number, begin: (milliseconds: number) => void] {
  const [until, setUntil] = useState(() => Date.now() + atFirstMs);
  const [now, setNow] = useState(Date.now);
  const left = Math.max(0, Math.ceil((until - now) / 1_000));
  const isWaiting = left > 0;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [isWaiting]);
  const begin = useCallback((milliseconds: number) => {
    setNow(Date.now());
    setUntil(Date.now() + milliseconds);
  }, []);
  return [left, begin];
}
