import { useEffect, useRef } from 'react';

/** The N key makes something new, wherever the focus is but in a field, a menu or a dialog. Null: it does nothing. */
export function useNewKey(onNew: (() => void) | null): void {
  const latest = useRef(onNew);
  latest.current = onNew;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.code !== 'KeyN' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if ((event.target as Element | null)?.closest?.('input, textarea, select, [role="dialog"], [role="menu"]'))
        return;
      if (latest.current === null) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
