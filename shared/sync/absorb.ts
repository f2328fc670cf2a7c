/**
 * From journal entries to one store change: the only way anything reaches the store, whether it was just saved, just
 * received, or is replayed from the journal ([JR2]). Invariant: absorbing an entry again changes nothing.
 */
import type { OperationId, RecordId } from '../base/ids.ts';
import type { RecordState } from '../domain/record-state.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import type { Outcome } from '../protocol/outcome.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { JournalEntry } from './journal-entry.ts';
import { foldRecord, mergeOperation } from './merge.ts';
import type { Cursor, NotAccepted, Store, StoreChange } from './ports.ts';

type NotAcceptedOutcome = NotAccepted['outcome'];

/** What absorbing needs to have at hand, and changes as it goes; written to the store in one piece. */
export interface Absorption {
  /** Adds one entry. Entries go in the order of the journal. */
  add(entry: JournalEntry): void;
  /** The change, with records folded anew where an outcome took an operation out of sight or brought it back. */
  finish(): Promise<StoreChange>;
}

/** Loads what the entries touch, and adds them in order. */
export async function absorb(
  store: Store,
  entries: readonly JournalEntry[],
  refusals: ReadonlyMap<OperationId, NotAccepted>,
): Promise<StoreChange> {
  const operations = entries.flatMap((entry) => ('operations' in entry ? entry.operations : []));
  const ids = new Set(operations.flatMap(({ id, supersedes }) => [id, ...supersedes]));
  for (const entry of entries) {
    if (entry.kind !== 'checkpoint') continue;
    for (const outcome of entry.checkpoint.outcomes ?? []) ids.add(outcome.id);
    for (const id of entry.checkpoint.offered ?? []) ids.add(id);
  }
  const known = new Map((await store.operations([...ids])).map((operation) => [operation.id, operation]));
  const records = [...new Set(operations.map(({ record }) => record))];
  const states = new Map((await store.open(records)).map((state) => [state.id, state]));
  const absorption = createAbsorption(store, known, states, new Map(refusals));
  for (const entry of entries) absorption.add(entry);
  return absorption.finish();
}

function createAbsorption(
  store: Store,
  known: Map<OperationId, StoredOperation>,
  states: Map<RecordId, RecordState>,
  refusals: Map<OperationId, NotAccepted>,
): Absorption {
  const changed = new Map<OperationId, StoredOperation>();
  const touched = new Set<RecordId>();
  const refold = new Set<RecordId>();
  const outbox = new Map<OperationId, 'add' | 'remove'>();
  const refused = new Map<OperationId, NotAccepted | null>();
  const cursors = new Map<string, Cursor>();
  const chunks = new Map<string, Uint8Array>();
  const meta: Record<string, unknown> = {};

  const queueOutbox = (id: OperationId, way: 'add' | 'remove'): void => {
    // Deleting first keeps the order of adding, which is the order of making.
    outbox.delete(id);
    outbox.set(id, way);
  };
  const put = (operation: StoredOperation): void => {
    known.set(operation.id, operation);
    changed.set(operation.id, operation);
  };
  const setRefusal = (id: OperationId, refusal: NotAccepted | null): void => {
    const operation = known.get(id);
    if (operation !== undefined && hides(refusals.get(id)) !== hides(refusal)) refold.add(operation.record);
    if (refusal === null) refusals.delete(id);
    else refusals.set(id, refusal);
    refused.set(id, refusal);
  };
  const merge = (operation: StoredOperation): void => {
    const state = mergeOperation(states.get(operation.record) ?? null, operation, (id) => {
      return known.get(id)?.record === operation.record && !hides(refusals.get(id));
    });
    put(operation);
    if (state !== null) states.set(operation.record, state);
    touched.add(operation.record);
  };

  const addSaved = (operation: StoredOperation): void => {
    if (known.has(operation.id)) return;
    merge(operation);
    queueOutbox(operation.id, 'add');
  };
  const addPlaced = (operation: StoredOperation): void => {
    const before = known.get(operation.id);
    if (before === undefined) merge(operation);
    else if (before.seq !== operation.seq) put({ ...before, ...received(operation), seq: operation.seq });
    queueOutbox(operation.id, 'remove');
    if (refusals.has(operation.id)) setRefusal(operation.id, null);
  };
  const addOutcome = (outcome: Outcome, at: number): void => {
    const operation = known.get(outcome.id);
    if (operation === undefined) return;
    queueOutbox(outcome.id, 'remove');
    if (outcome.kind === 'accepted' || outcome.kind === 'duplicate') {
      if (operation.seq !== outcome.seq) put({ ...operation, seq: outcome.seq });
      if (refusals.has(outcome.id)) setRefusal(outcome.id, null);
    } else if (operation.seq === null)
      setRefusal(outcome.id, { id: outcome.id, outcome: outcome as NotAcceptedOutcome, at });
  };
  const addCheckpoint = (checkpoint: Checkpoint): void => {
    for (const id of checkpoint.offered ?? []) {
      const operation = known.get(id);
      if (operation === undefined) continue;
      if (operation.seq !== null) put({ ...operation, seq: null });
      queueOutbox(id, 'add');
      if (refusals.has(id)) setRefusal(id, null);
    }
    for (const cursor of checkpoint.cursors ?? []) cursors.set(cursor.scope, cursor);
    for (const outcome of checkpoint.outcomes ?? []) addOutcome(outcome, checkpoint.at);
    // A new life begins a new chain of batches.
    if (checkpoint.incarnation !== undefined) meta['lastBatch'] = null;
    for (const name of metaMembers) if (checkpoint[name] !== undefined) meta[name] = checkpoint[name];
  };

  return {
    add(entry) {
      if (entry.kind === 'saved') for (const operation of entry.operations) addSaved(operation);
      else if (entry.kind === 'page') for (const operation of entry.operations) addPlaced(operation);
      else if (entry.kind === 'chunk') chunks.set(entry.hash, entry.bytes);
      else addCheckpoint(entry.checkpoint);
    },
    async finish() {
      const removed = await foldAgain();
      return {
        operations: [...changed.values()],
        records: [...touched].flatMap((id) => states.get(id) ?? []),
        recordsRemove: removed,
        outboxAdd: [...outbox].flatMap(([id, way]) => (way === 'add' ? [id] : [])),
        outboxRemove: [...outbox].flatMap(([id, way]) => (way === 'remove' ? [id] : [])),
        notAccepted: [...refused.values()].flatMap((refusal) => refusal ?? []),
        notAcceptedRemove: [...refused].flatMap(([id, refusal]) => (refusal === null ? [id] : [])),
        cursors: [...cursors.values()],
        chunks: [...chunks].map(([hash, bytes]) => ({ hash, bytes })),
        meta,
      };
    },
  };

  async function foldAgain(): Promise<{ scope: string; id: RecordId }[]> {
    const removed: { scope: string; id: RecordId }[] = [];
    for (const record of refold) {
      const all = new Map((await store.history(record)).map((operation) => [operation.id, operation]));
      for (const operation of changed.values()) if (operation.record === record) all.set(operation.id, operation);
      const state = foldRecord([...all.values()].filter(({ id }) => !hides(refusals.get(id))));
      touched.add(record);
      if (state !== null) states.set(record, state);
      else {
        states.delete(record);
        for (const scope of new Set([...all.values()].map((operation) => operation.scope)))
          removed.push({ scope, id: record });
      }
    }
    return removed;
  }
}

/** What a checkpoint says that the store keeps under the same name. */
const metaMembers = ['incarnation', 'identity', 'epoch', 'ticket', 'lastContact', 'lastBatch', 'rereading'] as const;

/** Refused and quarantined work is kept and not shown; what only waits for a newer hub is shown ([HB4]). */
function hides(refusal: NotAccepted | null | undefined): boolean {
  return refusal?.outcome.kind === 'refused' || refusal?.outcome.kind === 'quarantined';
}

function received(operation: StoredOperation): { received?: number } {
  return operation.received === undefined ? {} : { received: operation.received };
}
