import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { DeviceIdentity } from '../../shared/domain/identity.ts';
import { fileChoices } from './attachments/file-choices.ts';
import { followChanges, type Invalidations } from './change-feed.ts';
import type { Desktop } from './desktop.ts';
import { LeavingProvider } from './leaving-provider.tsx';
import type { LiveEngine } from './live-engine.ts';
import { pageClock } from './page-ports.ts';
import { type CurrentProfile, grantsOf, mayOf, rolesOf } from './profile.ts';
import { protectScreen } from './protect-screen.ts';
import { bindEngine, travelQuery } from './record-queries.ts';
import { createRoomRunner, type RoomRunner } from './room-runner.ts';
import { syncChoices } from './sync-choices.ts';
import { createSyncRunner, type SyncRunner } from './sync-runner.ts';

interface EngineContextValue {
  readonly engine: LiveEngine;
  readonly identity: DeviceIdentity;
  readonly desktop: Desktop;
  readonly syncRunner: SyncRunner;
  readonly roomRunner: RoomRunner;
  readonly profile: CurrentProfile;
}

const EngineContext = createContext<EngineContextValue | null>(null);

export interface EngineProviderProps {
  readonly engine: LiveEngine;
  readonly identity: DeviceIdentity;
  readonly desktop: Desktop;
  /** What the features declare, by record type. */
  readonly invalidates?: Invalidations;
  /** Given by tests and the app's start; otherwise made here, paused until mounted. */
  readonly syncRunner?: SyncRunner;
  readonly children: ReactNode;
}

const profileKey = 'waypost.profile';

/** Gives screens the engine, who works here, and queries that follow the change feed. Needs a query client above it. */
export function EngineProvider(props: EngineProviderProps) {
  const { engine, identity: enrolled, desktop, invalidates, syncRunner, children } = props;
  const client = useQueryClient();
  // Before the first child renders: its queries already ask.
  bindEngine(client, engine);
  useEffect(() => followChanges(client, engine, invalidates), [client, engine, invalidates]);
  const runner = useMemo(
    () => syncRunner ?? createSyncRunner({ engine, desktop, choices: syncChoices() }),
    [syncRunner, engine, desktop],
  );
  useEffect(() => {
    runner.start();
    return runner.stop;
  }, [runner]);
  const roomRunner = useMemo(() => createRoomRunner({ engine, desktop }), [engine, desktop]);
  useEffect(() => roomRunner.start(), [roomRunner]);
  useEffect(() => protectScreen(desktop), [desktop]);
  useEffect(() => {
    const choices = fileChoices();
    const tell = () => void engine.wantFiles(choices.get());
    tell();
    return choices.subscribe(tell);
  }, [engine]);
  useEnds(engine);
  const identity = useIdentityHere(enrolled);
  const profile = useProfileChoice(identity);
  const value = useMemo(
    () => ({ engine, identity, desktop, syncRunner: runner, roomRunner, profile }),
    [engine, identity, desktop, runner, roomRunner, profile],
  );
  return (
    <EngineContext value={value}>
      <LeavingProvider>{children}</LeavingProvider>
    </EngineContext>
  );
}

/** The longest that a timer of a page can be set to. */
const longestWait = 2 ** 31 - 1;

/** Asks the engine anew when a grant or the lease ends by itself: it looks at its clock and tells what is over ([AR4], [LE2]). */
function useEnds(engine: LiveEngine): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let isOver = false;
    const wait = async () => {
      const [{ grants }, lease] = await Promise.all([engine.identity(), engine.lease()]);
      if (timer !== null) clearTimeout(timer);
      const now = pageClock.now();
      const all = [...grants.map(({ until }) => until), lease?.endsAt];
      const ends = all.flatMap((end) => (end === undefined || end <= now ? [] : end));
      if (isOver || ends.length === 0) return;
      timer = setTimeout(() => void engine.status().finally(wait), Math.min(Math.min(...ends) - now, longestWait));
    };
    void wait();
    // With what the hub grants anew comes another end.
    const stop = engine.onChange(({ purged }) => {
      if (purged !== undefined) void wait();
    });
    return () => {
      isOver = true;
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [engine]);
}

/** Scopes that were left behind for a travel are as if nobody here had a role in them ([TM3]). */
function useIdentityHere(enrolled: DeviceIdentity): DeviceIdentity {
  const { data: travel } = useQuery(travelQuery());
  return useMemo(() => {
    const left = new Set(travel?.left.map(({ scope }) => scope));
    if (left.size === 0) return enrolled;
    return {
      ...enrolled,
      scopes: enrolled.scopes.filter(({ id }) => !left.has(id)),
      grants: enrolled.grants.filter(({ scope }) => !left.has(scope)),
    };
  }, [enrolled, travel]);
}

function useProfileChoice(identity: DeviceIdentity): CurrentProfile {
  const [chosen, setChosen] = useState(() => localStorage.getItem(profileKey));
  return useMemo(() => {
    const found = identity.profiles.find(({ person }) => person === chosen) ?? identity.profiles[0];
    // A device without people can read what it has; the policy denies every edit of the nobody below.
    const current = found ?? { person: '00000000-0000-0000-0000-000000000000', name: '', centre: '' };
    return {
      ...current,
      roles: rolesOf(identity, current.person),
      profiles: identity.profiles,
      grants: grantsOf(identity, current.person),
      may: mayOf(identity, current.person),
      switchTo(person) {
        localStorage.setItem(profileKey, person);
        setChosen(person);
      },
    };
  }, [identity, chosen]);
}

function useEngineContext(): EngineContextValue {
  const value = useContext(EngineContext);
  if (value === null) throw new Error('No EngineProvider above this component');
  return value;
}

/** The engine. Screens read by queries and write by `useApply`; this is for what neither covers. */
export function useEngine(): LiveEngine {
  return useEngineContext().engine;
}

/** Who works here now, what they may do, and who else may. */
export function useProfile(): CurrentProfile {
  return useEngineContext().profile;
}

/** What this device is enrolled as. */
export function useIdentity(): DeviceIdentity {
  return useEngineContext().identity;
}

/** The host: files, printing. */
export function useDesktop(): Desktop {
  return useEngineContext().desktop;
}

/** Starts, pauses and asks for exchanges with the hub. */
export function useSyncRunner(): SyncRunner {
  return useEngineContext().syncRunner;
}

/** Exchanges with laptops in the same room, while a person has that on. */
export function useRoomRunner(): RoomRunner {
  return useEngineContext().roomRunner;
}
