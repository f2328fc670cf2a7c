import { useEffect, useRef } from 'react';
import type { PaletteCommand } from '../feature.ts';

const registered = new Map<symbol, () => readonly PaletteCommand[]>();

/** What can be done on this screen, for the palette. Give none for what the person may not do. */
export function useScreenCommands(commands: readonly PaletteCommand[]): void {
  const latest = useRef(commands);
  latest.current = commands;
  useEffect(() => {
    const key = Symbol('screen');
    registered.set(key, () => latest.current);
    return () => {
      registered.delete(key);
    };
  }, []);
}

/** The commands of whatever stands on the screen now. */
export function screenCommands(): readonly PaletteCommand[] {
  return [...registered.values()].flatMap((commands) => commands());
}
