/**
 * Moves at the hub ([MV5]): the operations of an action that moves records are taken together or not at all, and a mark in the
 * old scope only when everything that it names is in the order of the new one, or comes with it. So a record is never gone
 * from both.
 */
import type { OperationId } from '../../shared/base/ids.ts';
import { arrivalOf } from '../../shared/domain/move/moved.ts';
import type { Operation, StoredOperation } from '../../shared/protocol/operation.ts';
import { waitingOutcome } from '../../shared/protocol/outcome-runs.ts';
import { judgeOperation } from './decide-operation.ts';
import { type Authorship, type Desk, recordAfter } from './desk.ts';
import type { KeptOutcome, KnownRecord } from './hub-store.ts';
import { heldByFlows } from './judge-flows.ts';
import { isDecided } from './take-operation.ts';

/** An operation as somebody brought it. */
export interface Brought {
  readonly operation: Operation;
  readonly author: Authorship;
}

/**
 * What is said of the operations of moves that are not taken, by their ids: what holds one of an action holds them all, with
 * its reason. Nothing is written; what is not named here is judged alone.
 */
export function judgeMoves(desk: Desk, brought: readonly Brought[]): ReadonlyMap<OperationId, KeptOutcome> {
  const moving = new Set(brought.flatMap(({ operation: { kind, tx } }) => (kind === 'move' ? [tx] : [])));
  const said = new Map<OperationId, KeptOutcome>();
  for (const tx of moving) {
    const action = brought.filter(({ operation }) => operation.tx === tx);
    const outcome = obstacleTo(desk, action);
    if (outcome === null) continue;
    for (const { operation } of action) said.set(operation.id, { ...outcome, id: operation.id });
  }
  return said;
}

/** The worst that is said of any operation of an action: refused, else held, else that it waits. Null when all are taken. */
function obstacleTo(desk: Desk, action: readonly Brought[]): KeptOutcome | null {
  const outcomes: KeptOutcome[] = [];
  const records = new Map<string, KnownRecord>();
  const taken = new Set<OperationId>();
  for (const { operation, author } of action) {
    if (desk.accepted.has(operation.id)) continue;
    const before = desk.kept.get(operation.id);
    if (before !== undefined && isSettled(before)) {
      outcomes.push(before);
      continue;
    }
    const record =
      records.get(operation.record) ?? desk.records.get(operation.record) ?? desk.held.get(operation.record);
    const judgement = judgeOperation(operation, { ...author.context, record }, desk.edition);
    if (judgement.kind !== 'accept') outcomes.push(judgement);
    else taken.add(operation.id);
    const after = recordAfter(record, { ...operation, origin: author.origin, seq: null } satisfies StoredOperation);
    if (after !== null) records.set(after.id, after);
  }
  for (const { operation } of action) {
    for (const id of arrivalOf(operation)) {
      if (desk.accepted.has(id) || taken.has(id)) continue;
      const kept = desk.kept.get(id);
      outcomes.push(kept !== undefined && isSettled(kept) ? kept : waitingOutcome(operation.id, 'move-incomplete'));
    }
  }
  const flow = desk.flows && heldByFlows(desk.flows, action, desk);
  if (flow !== null)
    outcomes.push({ ...flow, id: '', ...(flow.kind === 'quarantined' ? { owner: 'steward' } : {}) } as KeptOutcome);
  const worst = (kind: KeptOutcome['kind']) => outcomes.find((outcome) => outcome.kind === kind);
  return worst('refused') ?? worst('quarantined') ?? worst('needs-newer-hub') ?? null;
}

/** What a person has to decide or has decided; any other refusal is looked at again (take-operation.ts). */
function isSettled(outcome: KeptOutcome): boolean {
  return outcome.kind === 'quarantined' || isDecided(outcome);
}
