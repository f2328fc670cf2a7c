import { useQuery } from '@tanstack/react-query';
import { electronBridge } from '../data/desktop.ts';
import { useDesktop, useIdentity, useProfile, useSyncRunner } from '../data/engine-context.tsx';
import { rolesOf } from '../data/profile.ts';
import { leaseQuery } from '../data/record-queries.ts';
import { useActionTexts } from '../data/use-action-texts.ts';
import { useSyncStatus } from '../data/use-sync-status.ts';
import { useUndo } from '../data/use-undo.ts';
import type { ShellData, ShellProfile } from './shell-data.ts';

/** The frame's data from the engine. Needs an EngineProvider above the frame. */
export const engineShellData: ShellData = {
  useSyncStatus,
  useUndo,
  useActionTexts,
  useReadingLock() {
    const { data: lease } = useQuery(leaseQuery());
    return lease?.isOver === true ? { since: lease.endsAt, heardAt: lease.heardAt } : null;
  },
  useSyncNow() {
    const runner = useSyncRunner();
    return () => void runner.now();
  },
  useLeave() {
    const desktop = useDesktop();
    return electronBridge() !== null ? () => void desktop.call('profiles:leave', {}) : null;
  },
  usePlace() {
    const identity = useIdentity();
    const { centre } = useProfile();
    return { centre, network: identity.networkName, isSample: identity.sample };
  },
  useProfiles() {
    const identity = useIdentity();
    const { person, profiles, switchTo } = useProfile();
    const all = profiles.map((profile): ShellProfile => {
      return { id: profile.person, name: profile.name, roles: rolesOf(identity, profile.person as typeof person) };
    });
    return {
      all,
      current: all.find((profile) => profile.id === person) ?? null,
      switchTo: (id) => switchTo(id as typeof person),
    };
  },
};
