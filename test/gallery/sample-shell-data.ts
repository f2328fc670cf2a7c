import { emptyShellData, type ShellData } from '../../renderer/app/shell-data.ts';

const threeDays = 3 * 86_400_000;

/** A laptop of an invented centre with a little of everything in its frame. */
export const sampleShellData: ShellData = {
  ...emptyShellData,
  useSyncStatus: () => ({
    saved: true,
    waiting: 12,
    held: 0,
    conflicts: 0,
    lastContact: Date.now() - threeDays,
    phase: 'offline',
    paused: false,
    progress: null,
  }),
  usePlace: () => ({ centre: 'Sorrel Coast Centre', network: 'Varenia network', isSample: false }),
  useProfiles: () => ({
    current: { id: 'a', name: 'Amina Dessalou', roles: ['investigator'] },
    all: [
      { id: 'a', name: 'Amina Dessalou', roles: ['investigator'] },
      { id: 't', name: 'Tomas Velk', roles: ['trainer'] },
    ],
    switchTo: () => {},
  }),
};
