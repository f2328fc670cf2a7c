import { useEffect, useRef } from 'react';
import { useShellData } from './shell-data.ts';

/** Fields that keep an undo of their own for what is being typed. */
const ownUndo = 'textarea, [contenteditable], input:not([type]), input:not([type="checkbox"]):not([type="radio"])';

/** Ctrl/Cmd-Z undoes the last action, with Shift (or Ctrl-Y) does it again; in a text field the keys are the field's. */
export function useUndoKeys(): void {
  const { undo, redo } = useShellData().useUndo();
  const latest = useRef({ undo, redo });
  latest.current = { undo, redo };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
      if ((event.target as Element | null)?.closest?.(ownUndo) != null) return;
      const act = actOfKey(event);
      if (act === null) return;
      event.preventDefault();
      void latest.current[act]();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** By the letter, as the layout has it: where no letter of ours is on the keys (Arabic, Russian), by their place. */
function actOfKey({ key, code, shiftKey }: KeyboardEvent): 'undo' | 'redo' | null {
  const letter = /^[a-z]$/i.test(key) ? key.toLowerCase() : code === 'KeyZ' ? 'z' : code === 'KeyY' ? 'y' : '';
  if (letter === 'z') return shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !shiftKey ? 'redo' : null;
}
