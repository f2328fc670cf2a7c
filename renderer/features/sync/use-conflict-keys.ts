import { useEffect, useRef } from 'react';

export interface ConflictKeys {
  onNext?(): void;
  onPrevious?(): void;
  /** The person pressed 1, 2, ... outside a field. */
  onChoose?(place: number): void;
  onAccept?(): void;
}

/** Alt with the arrows goes on and back, digits choose, Ctrl or Cmd with Enter accepts. Going on never settles anything. */
export function useConflictKeys(keys: ConflictKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isInDialog()) return;
      const act = actionOf(event, latest.current);
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function actionOf(event: KeyboardEvent, keys: ConflictKeys): (() => void) | undefined {
  if (event.altKey && event.key === 'ArrowDown') return keys.onNext;
  if (event.altKey && event.key === 'ArrowUp') return keys.onPrevious;
  if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') return keys.onAccept;
  const isTyping = (event.target as Element | null)?.closest?.('input, textarea, select, [contenteditable]') != null;
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return undefined;
  const { onChoose } = keys;
  return onChoose && (() => onChoose(Number(event.key)));
}

function isInDialog(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}
