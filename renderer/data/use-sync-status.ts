import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { OwnRevocation, SyncFailure } from '../../shared/sync/engine-api.ts';
import type { SyncStatus } from '../ui/sync-mark.tsx';
import { type ConflictItem, conflictItemsQuery, leftBehindQuery } from './conflict-items.ts';
import { useEngine, useSyncRunner } from './engine-context.tsx';
import { countToSettle } from './not-accepted-changes.ts';
import { notAcceptedQuery, statusQuery } from './record-queries.ts';
import { useSavesUnderWay } from './use-apply.ts';

export interface SyncOverview extends SyncStatus {
  /** Operations that came so far, while the first sync is not finished. */
  readonly arriving: number | null;
  /** Why the latest exchange failed; null when it did not. */
  readonly failure: SyncFailure | null;
  /** That the hub withdrew this laptop's key; known after a restart and without a network too. */
  readonly revoked: OwnRevocation | null;
}

/** Failures that mean no more than "no network now", or that a person wants none now; the rest is an error somebody should read. */
const offlineKinds: ReadonlySet<string> = new Set(['hub-unreachable', 'hub-timeout', 'travelling']);

function phaseAfter({ kind }: SyncFailure): SyncStatus['phase'] {
  if (kind === 'hub-not-agreed') return 'unanswered';
  return offlineKinds.has(kind) ? 'offline' : 'error';
}

/** What the sync mark shows, and what the sync screen adds to it. */
export function useSyncStatus(): SyncOverview {
  const runner = useSyncRunner();
  const state = useSyncExternalStore(runner.state.subscribe, runner.state.get);
  const { data } = useQuery(statusQuery());
  // Counted as the list counts: what one action did to one record is one change, however many operations it has.
  const hasHeld = (data?.notAccepted ?? 0) > 0;
  const { data: notAccepted = [] } = useQuery({ ...notAcceptedQuery(), enabled: hasHeld });
  const conflicts = useConflictCount(data?.conflicts ?? 0);
  const underWay = useSavesUnderWay();
  const failure = state.last === null ? (data?.lastFailure ?? null) : state.last.ok ? null : state.last.failure;
  return {
    saved: underWay === 0,
    waiting: data?.waiting ?? 0,
    held: hasHeld ? countToSettle(notAccepted) : 0,
    conflicts,
    lastContact: data?.lastContact ?? null,
    phase: state.running ? 'syncing' : failure === null ? 'idle' : phaseAfter(failure),
    paused: state.paused,
    progress: state.running ? (data?.progress ?? null) : null,
    arriving: data?.arriving ?? null,
    failure,
    revoked: data?.revoked ?? null,
  };
}

/**
 * How many records the inbox asks about: two moves of one playbook that clash are one question, however many went along. What
 * was left behind by a move is looked for by the screens that speak of it, not with every save.
 */
function useConflictCount(records: number): number {
  const engine = useEngine();
  const { data: asked } = useQuery({ ...conflictItemsQuery(engine), enabled: records > 0 });
  const { data: left } = useQuery({ ...leftBehindQuery(engine), enabled: false });
  return (records > 0 ? (asked === undefined ? records : recordsIn(asked)) : 0) + (left?.length ?? 0);
}

function recordsIn(items: readonly ConflictItem[]): number {
  return new Set(items.map(({ record }) => record)).size;
}
