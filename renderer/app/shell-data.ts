import { createContext, useContext } from 'react';
import type { Role } from '../../shared/domain/policy/roles.ts';
import type { Undo } from '../data/use-undo.ts';
import type { SyncStatus } from '../ui/sync-mark.tsx';

/** Somebody that this laptop can be. */
export interface ShellProfile {
  readonly id: string;
  readonly name: string;
  /** In the order of the table of roles; none when nothing was granted. */
  readonly roles: readonly Role[];
}

export interface ShellProfiles {
  /** Null before anybody is enrolled. */
  readonly current: ShellProfile | null;
  readonly all: readonly ShellProfile[];
  switchTo(id: string): void;
}

export interface ShellPlace {
  readonly centre: string;
  readonly network: string;
  /** The sample network is always labelled as such. */
  readonly isSample: boolean;
}

/** Why little is shown. */
export interface ReadingLock {
  /** When the lease ended. */
  readonly since: number;
  /** When the hub was last heard. */
  readonly heardAt: number;
}

/** What the frame shows besides the screens. Hooks, so that the stores behind them decide when it changes. */
export interface ShellData {
  useSyncStatus(): SyncStatus;
  /** Null before this laptop belongs anywhere. */
  usePlace(): ShellPlace | null;
  useProfiles(): ShellProfiles;
  /** What the person did in the last minutes, to be undone. */
  useUndo(): Undo;
  /** What those actions are called, by their id. Asked for only while they are shown. */
  useActionTexts(): ReadonlyMap<string, string>;
  /** That this laptop's lease is over, so that little is shown ([LE2]); null while it is not. */
  useReadingLock(): ReadingLock | null;
  /** Asks for an exchange with the hub; null before this laptop belongs anywhere. */
  useSyncNow(): (() => void) | null;
  /** Locks, and lets somebody else choose their profile; null where there is one alone, in a browser. */
  useLeave(): (() => void) | null;
}

const noUndo: Undo = { actions: [], undo: async () => {}, redo: async () => {} };

/** A laptop that belongs nowhere yet: nothing waits, nobody is enrolled. */
export const emptyShellData: ShellData = {
  useSyncStatus: () => ({
    saved: true,
    waiting: 0,
    held: 0,
    conflicts: 0,
    lastContact: null,
    phase: 'offline',
    paused: false,
    progress: null,
  }),
  usePlace: () => null,
  useProfiles: () => ({ current: null, all: [], switchTo: () => {} }),
  useUndo: () => noUndo,
  useActionTexts: () => new Map(),
  useReadingLock: () => null,
  useSyncNow: () => null,
  useLeave: () => null,
};

const ShellDataContext = createContext<ShellData>(emptyShellData);

export const ShellDataProvider = ShellDataContext;

export function useShellData(): ShellData {
  return useContext(ShellDataContext);
}
