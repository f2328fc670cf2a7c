import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { Output } from '../../shared/ipc/contract.ts';
import { ArrivingProvider } from './arriving-provider.tsx';
import type { Invalidations } from './change-feed.ts';
import type { DataSession } from './data-session.ts';
import { EngineProvider } from './engine-context.tsx';

const SessionContext = createContext<DataSession | null>(null);

/** The data session of this window: enrolment, host, state of the start. */
export function useDataSession(): DataSession {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('No DataGate above this component');
  return session;
}

/** Version, platform and label of the host; null until it answered. */
export function useAbout(): Output<'app:about'> | null {
  const { about } = useDataSession();
  return useSyncExternalStore(about.subscribe, about.get);
}

/** How this device is protected; null until the host answered. */
export function useVault(): Output<'vault:status'> | null {
  const { vault } = useDataSession();
  return useSyncExternalStore(vault.subscribe, vault.get);
}

export interface DataGateProps {
  readonly session: DataSession;
  readonly invalidates?: Invalidations;
  /** While the engine starts; usually nothing, since it takes less than a blink. */
  readonly starting: ReactNode;
  /** Shown until this device is enrolled, while it is locked, while it is being protected, and before anybody said who it is. */
  readonly first: (screen: 'enrolment' | 'unlock' | 'protection' | 'chooser') => ReactNode;
  readonly failed: (reason: string, retry: () => void) => ReactNode;
  readonly children: ReactNode;
}

/** Lets the app through once the engine answers; before that, shows what stands in the way. */
export function DataGate({ session, invalidates, starting, first, failed, children }: DataGateProps) {
  const state = useSyncExternalStore(session.state.subscribe, session.state.get);
  return (
    <SessionContext value={session}>
      {state.kind === 'starting' && starting}
      {state.kind === 'not-enrolled' && first('enrolment')}
      {state.kind === 'choosing' && first('chooser')}
      {state.kind === 'locked' && first('unlock')}
      {state.kind === 'unprotected' && first('protection')}
      {state.kind === 'failed' && failed(state.reason, session.retry)}
      {state.kind === 'ready' && (
        <EngineProvider
          engine={state.engine}
          identity={state.identity}
          desktop={session.desktop}
          {...(invalidates === undefined ? {} : { invalidates })}
        >
          <ArrivingProvider>{children}</ArrivingProvider>
        </EngineProvider>
      )}
    </SessionContext>
  );
}
