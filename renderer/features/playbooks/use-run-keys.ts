import { useEffect, useRef } from 'react';
import type { Composing } from './run-screen.tsx';

export interface RunKeys {
  readonly steps: readonly string[];
  readonly current: string | null;
  /** The current step can be marked done. */
  readonly isOpen: boolean;
  onMove(id: string): void;
  onCheck(): void;
  onCompose(composing: Composing): void;
  /** Says that this person does the step, or no longer. */
  onTake(): void;
  /** A photo of what is seen at the step. */
  onPhoto(): void;
}

/** Where keys belong to what is written or chosen; the answers of a decision take none but the arrows and space. */
const typing = 'input:not([type="radio"]), textarea, select, [role="dialog"], [role="menu"]';

/** Keys of a run: space and enter mark done, S skips, N notes, P takes a photo, T takes the step, arrows move. Fields and buttons keep their own keys. */
export function useRunKeys(keys: RunKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const target = event.target as Element | null;
      if (target?.closest?.(typing)) return;
      if (handleKey(event, target, latest.current)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function handleKey(event: KeyboardEvent, target: Element | null, keys: RunKeys): boolean {
  const isOnControl = target?.closest?.('button, a, input') != null;
  switch (event.code) {
    case 'Space':
    case 'Enter':
      if (isOnControl || !keys.isOpen) return false;
      keys.onCheck();
      return true;
    case 'KeyS':
      if (keys.isOpen) keys.onCompose('skip');
      return keys.isOpen;
    case 'KeyN':
      keys.onCompose('note');
      return true;
    case 'KeyP':
      keys.onPhoto();
      return true;
    case 'KeyT':
      if (keys.isOpen) keys.onTake();
      return keys.isOpen;
    case 'ArrowDown':
    case 'ArrowUp': {
      if (target?.closest?.('input')) return false;
      const place = keys.steps.indexOf(keys.current ?? '') + (event.code === 'ArrowDown' ? 1 : -1);
      const next = keys.steps[place];
      if (next !== undefined) keys.onMove(next);
      return next !== undefined;
    }
    default:
      return false;
  }
}
