/**
 * Outcomes on the wire: runs over the operations of a request's batches, since a hub mostly says "accepted" of one after
 * the other. Invariant: ids are never sent back; both sides count the same batches.
 */
import { z } from 'zod';
import type { OperationId } from '../base/ids.ts';
import type { Outcome, RefusalReason } from './outcome.ts';
import { wireCount } from './wire-ids.ts';

export const outcomeRunSchema = z.object({
  /** Index of the batch among the request's batch frames. */
  batch: wireCount,
  /** Index of the run's first operation in the batch. */
  first: wireCount,
  count: wireCount,
  kind: z.enum(['accepted', 'duplicate', 'quarantined', 'refused', 'needs-newer-hub']),
  /** Place of the first operation; the others follow it one by one. 0 where there is none. */
  seq: wireCount,
  reason: z.string().max(100).nullable(),
  owner: z.string().max(100).nullable(),
});
export type OutcomeRun = z.infer<typeof outcomeRunSchema>;

/** The runs of one batch's outcomes, given in the order of its operations. */
export function runsOfOutcomes(batch: number, outcomes: readonly Outcome[]): OutcomeRun[] {
  const runs: OutcomeRun[] = [];
  outcomes.forEach((outcome, first) => {
    const seq = 'seq' in outcome ? outcome.seq : 0;
    const reason = ('reason' in outcome ? outcome.reason : null) ?? null;
    const owner = 'owner' in outcome ? outcome.owner : null;
    const last = runs.at(-1);
    const follows = last !== undefined && (last.seq === 0 ? seq === 0 : seq === last.seq + last.count);
    if (last?.kind === outcome.kind && last.reason === reason && last.owner === owner && follows) {
      runs[runs.length - 1] = { ...last, count: last.count + 1 };
    } else runs.push({ batch, first, count: 1, kind: outcome.kind, seq, reason, owner });
  });
  return runs;
}

/** The answer to a batch that the hub cannot read at all: whoever updates the hub gets it accepted. */
export function runOfUnreadableBatch(batch: number): OutcomeRun {
  const count = Number.MAX_SAFE_INTEGER;
  return { batch, first: 0, count, kind: 'needs-newer-hub', seq: 0, reason: null, owner: null };
}

/** Outcomes by the ids of the batches that were sent; runs outside of them say nothing. */
export function outcomesOfRuns(runs: readonly OutcomeRun[], sent: readonly (readonly OperationId[])[]): Outcome[] {
  return runs.flatMap((run) => {
    const ids = (sent[run.batch] ?? []).slice(run.first, Math.min(run.first + run.count, operationEnd));
    return ids.map((id, place) => outcomeOf(run, id, place));
  });
}

const operationEnd = 1_000_000;

/** What waits, with its reason where that is one of this edition. */
export function waitingOutcome(id: OperationId, reason: string | null): Extract<Outcome, { kind: 'needs-newer-hub' }> {
  return { kind: 'needs-newer-hub', id, ...(reason === 'move-incomplete' ? { reason } : {}) };
}

function outcomeOf(run: OutcomeRun, id: OperationId, place: number): Outcome {
  const reason = (run.reason ?? 'value-invalid') as RefusalReason;
  switch (run.kind) {
    case 'accepted':
    case 'duplicate':
      return { kind: run.kind, id, seq: run.seq + place };
    case 'quarantined':
      return { kind: 'quarantined', id, reason, owner: run.owner ?? 'steward' };
    case 'refused':
      return { kind: 'refused', id, reason };
    default:
      return waitingOutcome(id, run.reason);
  }
}
