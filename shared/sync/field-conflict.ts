/** What two sides of a conflict started from ([CF3]). Pure. */
import type { OperationId } from '../base/ids.ts';
import { canonicalJson } from '../domain/cacao/canonical-json.ts';
import { existenceField, type RecordState } from '../domain/record-state.ts';
import { answerOf, unseenEdits } from '../domain/view.ts';
import type { StoredOperation } from '../protocol/operation.ts';
import type { FieldConflict } from './engine-api.ts';
import { byTime } from './merge.ts';

/** Base and heads of a field with something to settle; null when there is nothing. */
export function conflictOf(
  record: RecordState,
  field: string,
  history: readonly StoredOperation[],
): FieldConflict | null {
  const heads = Object.hasOwn(record.fields, field) ? (record.fields[field] ?? []) : [];
  const contested = field === existenceField && unseenEdits(record).length > 0;
  if (heads.length < 2 && !contested) return null;
  const byId = new Map(history.map((operation) => [operation.id, operation]));
  const common = heads
    .flatMap(({ id }) => originsOf(id, byId))
    .map((id) => ancestorsOf(id, byId))
    .reduce(inBoth);
  const base = [...common]
    .flatMap((id) => byId.get(id) ?? [])
    .sort(byTime)
    .at(-1);
  return { record, field, base: base ?? null, heads };
}

function inBoth(one: ReadonlySet<OperationId>, other: ReadonlySet<OperationId>): Set<OperationId> {
  return new Set([...one].filter((id) => other.has(id)));
}

/**
 * The operations that a head stands for: itself, or those of its value that were settled when it is one of several that an
 * undo of the settlement wrote again. An undo that was done and undone meanwhile leads further back, to the first.
 */
function originsOf(id: OperationId, byId: ReadonlyMap<OperationId, StoredOperation>): OperationId[] {
  const head = byId.get(id);
  if (head === undefined) return [id];
  const together = [...byId.values()].filter((other) => isWrittenWith(head, other));
  if (together.length < 2) return [id];
  for (const ancestor of ancestorsOf(id, byId)) {
    const settled = (byId.get(ancestor)?.supersedes ?? []).flatMap((each) => byId.get(each) ?? []);
    if (!areSameValues(together, settled)) continue;
    return settled.filter((each) => saidBy(each) === saidBy(head)).flatMap((each) => originsOf(each.id, byId));
  }
  return [id];
}

/** Of one user action, in the same field and over the same operations: nothing but an undo writes two such. */
function isWrittenWith(one: StoredOperation, other: StoredOperation): boolean {
  if (one.tx !== other.tx || one.field !== other.field) return false;
  return [...one.supersedes].sort().join() === [...other.supersedes].sort().join();
}

function areSameValues(some: readonly StoredOperation[], others: readonly StoredOperation[]): boolean {
  return some.map(saidBy).sort().join('\n') === others.map(saidBy).sort().join('\n');
}

/** A record that was made and one that was brought back are both there; what a delete had seen is no part of its answer. */
function saidBy(operation: StoredOperation): string {
  return operation.kind === 'set' ? canonicalJson(operation.value) : answerOf(operation);
}

/** Everything that an operation supersedes, near and far, the nearest first, as far as it is here. */
function ancestorsOf(id: OperationId, byId: ReadonlyMap<OperationId, StoredOperation>): Set<OperationId> {
  const ancestors = new Set(byId.get(id)?.supersedes ?? []);
  // A set that grows while it is walked is walked to its end.
  for (const next of ancestors) for (const each of byId.get(next)?.supersedes ?? []) ancestors.add(each);
  return ancestors;
}
