/** Decisions about held work as the screen lists them, and what of the held work nobody of this laptop decided on yet. */
import { queryOptions } from '@tanstack/react-query';
import type { RecordId, ScopeId } from '../../../shared/base/ids.ts';
import { decision, type Ruling, readRuling, rulingField } from '../../../shared/domain/decision.ts';
import type { RecordState } from '../../../shared/domain/record-state.ts';
import type { HeldWork } from '../../../shared/protocol/network-glance.ts';
import type { LiveEngine } from '../../data/live-engine.ts';

export interface ShownDecision {
  /** The operation that decided: a key for lists. */
  readonly key: string;
  readonly record: RecordId;
  readonly scope: ScopeId;
  readonly ruling: Ruling;
}

export interface DecisionList {
  /** Newest first. */
  readonly decisions: readonly ShownDecision[];
  readonly more: boolean;
}

/** The latest decisions in every scope that is on this disk. */
export function decisionsQuery(engine: LiveEngine, limit: number) {
  return queryOptions({
    queryKey: ['sync', 'decisions', limit] as const,
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    placeholderData: (before: DecisionList | undefined) => before,
    queryFn: async (): Promise<DecisionList> => {
      const entries = await engine.list({ type: decision.type });
      const latest = [...entries].sort((a, b) => b.changedAt - a.changedAt || (a.id < b.id ? 1 : -1)).slice(0, limit);
      const states = new Map((await engine.open(latest.map(({ id }) => id))).map((state) => [state.id, state]));
      const decisions = latest.flatMap(({ id }) => decisionsIn(states.get(id)));
      return { decisions, more: entries.length > latest.length };
    },
  });
}

/** All that a record rules was carried out, so all of it is shown ([HB11]). */
function decisionsIn(state: RecordState | undefined): ShownDecision[] {
  if (state === undefined) return [];
  return (state.fields[rulingField] ?? []).flatMap(({ id, value }) => {
    const ruling = readRuling(value);
    return ruling === null ? [] : [{ key: id, record: state.id, scope: state.scope, ruling }];
  });
}

/** What waits for a decision: the hub told of it before it heard what was decided here. */
export function undecided(held: readonly HeldWork[], decisions: readonly ShownDecision[]): HeldWork[] {
  const decided = new Set(decisions.flatMap(({ ruling }) => ruling.operations));
  return held.filter(({ operations }) => !operations.some(({ id }) => decided.has(id)));
}
