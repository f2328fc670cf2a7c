import { useEffect, useRef } from 'react';

/** Where a letter belongs to what is written or chosen. */
const typing = 'input:not([type="radio"]), textarea, select, [contenteditable], [role="dialog"], [role="menu"]';

/**
 * A bare letter does it from anywhere on the screen, unless somebody is typing or something stands over the screen. By the
 * place of the key (`KeyP`): a Russian or Arabic keyboard has another letter there.
 */
export function useLetterKey(code: string, act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.code !== code || event.repeat || event.defaultPrevented) return;
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if ((event.target as Element | null)?.closest?.(typing)) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [code]);
}
