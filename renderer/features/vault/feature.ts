import { IconLock, IconLuggage, IconShieldLock, IconUsers } from '@tabler/icons-react';
import { openSession } from '../../data/open-session.ts';
import type { Feature, PaletteActions } from '../../feature.ts';
import './words.ts';

const path = '/vault';
const travelPath = '/vault/travel';

/** The vault of this laptop: set up, unlocked, locked, changed. */
export const vaultFeature: Feature = {
  namespace: 'vault',
  routes: [
    { path, load: () => import('./vault-screen.tsx').then((module) => module.VaultScreen) },
    { path: travelPath, load: () => import('./travel-screen.tsx').then((module) => module.TravelScreen) },
  ],
  invalidates: {},
  unlock: () => import('./unlock-screen.tsx').then((module) => module.UnlockScreen),
  chooser: () => import('./chooser-screen.tsx').then((module) => module.ChooserScreen),
  protection: () => import('./set-up-screen.tsx').then((module) => module.SetUpScreen),
  stale: [
    {
      id: 'vault.backup',
      order: 80,
      label: (t) => t('vault:backup.board'),
      none: (t) => t('vault:backup.boardNone'),
      undated: (t) => t('vault:backup.boardNever'),
      tone: 'due',
      path,
      types: [],
      load: () => import('./stale-backup.ts').then((module) => module.findOldBackup),
    },
  ],
  commands: [
    {
      id: 'vault.travel',
      icon: IconLuggage,
      label: (t) => t('vault:travel.title'),
      keywords: (t) => t('vault:travel.keywords'),
      run: (app) => app.goTo(travelPath),
    },
    {
      id: 'vault.screen',
      icon: IconShieldLock,
      label: (t) => t('vault:screen.title'),
      keywords: (t) => t('vault:screen.keywords'),
      run: (app) => app.goTo(path),
    },
    { id: 'vault.lock', icon: IconLock, label: (t) => t('vault:screen.lock'), keys: ['Ctrl', 'Shift', 'L'], run: lock },
    {
      id: 'vault.leave',
      icon: IconUsers,
      label: (t) => t('app:profile.leave'),
      keywords: (t) => t('vault:profiles.keywords'),
      run: leave,
    },
  ],
};

/** A laptop without a vault has nothing to lock: there one sees how to get one. */
async function lock(app: PaletteActions): Promise<void> {
  const { desktop } = await openSession();
  const status = await desktop.call('vault:status', {});
  if (status.ok && status.value.state === 'open') await desktop.call('vault:lock', {});
  else app.goTo(path);
}

/** A browser has one profile, and stays where it is. */
async function leave(): Promise<void> {
  const { desktop } = await openSession();
  await desktop.call('profiles:leave', {});
}
