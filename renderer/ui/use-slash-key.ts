import { type RefObject, useEffect } from 'react';

/** The slash key brings a field, from everywhere but where one types or something stands over the screen. */
export function useSlashKey(field: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      const typing = 'input, textarea, select, [contenteditable], [role="dialog"]';
      if ((event.target as Element | null)?.closest?.(typing)) return;
      event.preventDefault();
      field.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [field]);
}
