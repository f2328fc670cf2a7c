import { createContext, useContext } from 'react';
import type { Role } from '../../shared/domain/policy/roles.ts';
import type { SyncStatus } from '../ui/sync-mark.tsx';

/** Somebody that this laptop can be. */
export interface Profile {
  readonly id: string;
  readonly name: string;
  /** The most far-reaching one; null when nothing was granted. */
  readonly role: Role | null;
  /** Language the name is written in. */
  readonly lang?: string | undefined;
}

export interface Place {
  readonly centre: string;
  readonly network: string;
}

/** What the frame shows besides the screens. Hooks, so that the stores behind them decide when it changes. */
export interface ShellData {
  useSyncStatus(): SyncStatus;
  /** Null before this laptop belongs anywhere. */
  usePlace(): Place | null;
  useProfiles(): { readonly current: Profile | null; readonly all: readonly Profile[] };
  switchProfile(id: string): Promise<void>;
}

/** A laptop that belongs nowhere yet: nothing waits, nobody is enrolled. */
export const emptyShellData: ShellData = {
  useSyncStatus: () => ({ saved: true, waiting: 0, held: 0, conflicts: 0, lastContact: null, phase: 'offline' }),
  usePlace: () => null,
  useProfiles: () => ({ current: null, all: [] }),
  switchProfile: async () => {},
};

const ShellDataContext = createContext<ShellData>(emptyShellData);

export const ShellDataProvider = ShellDataContext;

export function useShellData(): ShellData {
  return useContext(ShellDataContext);
}
