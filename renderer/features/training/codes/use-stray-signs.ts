import { useEffect, useRef } from 'react';
import { signOfKey } from '../../../../shared/domain/training/row-code.ts';

/** Where a sign belongs to what is written or chosen. */
const writing = 'input:not([type="radio"]), textarea, select, [contenteditable], [role="dialog"], [role="menu"]';

/** Signs of a code that are typed while nobody writes anywhere on the screen: a scanner knows of no focus ([RC5]). */
export function useStraySigns(onSign: (sign: string) => void): void {
  const latest = useRef(onSign);
  latest.current = onSign;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const sign = signOfKey(event);
      if (sign === null || event.defaultPrevented) return;
      if ((event.target as Element | null)?.closest?.(writing)) return;
      event.preventDefault();
      latest.current(sign);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
