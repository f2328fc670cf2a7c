/**
 * The merge: what a record is, given a set of operations ([MG1] to [MG6] of SPEC.md). Pure. Invariant: the same set gives
 * the same state, whatever the order of arrival and however often each operation came.
 */
import type { OperationId } from '../base/ids.ts';
import { type Head, type MissingOperation, operationKinds, type RecordState } from '../domain/record-state.ts';
import type { Operation, Origin } from '../protocol/operation.ts';

/** Counts up when the same operations would give another store: those of an older edition are rebuilt ([JR6]). */
export const mergeEdition = 6;

export type Mergeable = Operation & { readonly origin: Origin };

const knownKinds: ReadonlySet<string> = new Set(operationKinds);

/**
 * The state after one more operation of its record. `isKnown` tells whether an operation of this record was merged
 * before; one that was changes nothing.
 */
export function mergeOperation(
  state: RecordState | null,
  operation: Mergeable,
  isKnown: (id: OperationId) => boolean,
): RecordState | null {
  if (isKnown(operation.id)) return state;
  const before = state ?? {
    scope: operation.scope,
    type: operation.type,
    id: operation.record,
    fields: {},
    missing: [],
  };
  const wasMissing = before.missing.some(({ id, field }) => id === operation.id && field === operation.field);
  // Whoever supersedes an operation of another field does nothing; once it is here it is missing no longer.
  const missing = before.missing.filter(({ id }) => id !== operation.id);
  // A newer edition's kind is stored and forwarded; what it means is decided after an upgrade ([MG6]).
  if (!knownKinds.has(operation.kind)) {
    return missing.length === before.missing.length && state === null ? null : { ...before, missing };
  }
  const replaced = new Set(operation.supersedes);
  const heads = Object.hasOwn(before.fields, operation.field) ? (before.fields[operation.field] ?? []) : [];
  const left = heads.filter((head) => !replaced.has(head.id));
  if (!wasMissing) left.push(headOf(operation));
  for (const id of replaced) {
    if (!heads.some((head) => head.id === id) && !isKnown(id)) addMissing(missing, { id, field: operation.field });
  }
  return {
    ...placeOf(before, operation),
    id: before.id,
    fields: withHeads(before.fields, operation.field, left.sort(byTime)),
    missing: missing.sort(byIdAndField),
  };
}

/** The state of a record from all its operations; null when none of them shows. */
export function foldRecord(operations: readonly Mergeable[]): RecordState | null {
  const plain = foldPlain(operations);
  if (plain !== null) return plain;
  const known = new Set<OperationId>();
  let state: RecordState | null = null;
  for (const operation of operations) {
    state = mergeOperation(state, operation, (id) => known.has(id));
    known.add(operation.id);
  }
  return state;
}

/**
 * The state of a record whose operations are all here, each behind what it supersedes, as in most records: made in one go, where merging makes a
 * state of each operation. Null for any other, also for one of two places or with kinds of a newer edition.
 */
function foldPlain(operations: readonly Mergeable[]): RecordState | null {
  const [first] = operations;
  if (first === undefined) return null;
  const { scope, type, record: id } = first;
  const [known, fields] = [new Set<OperationId>(), new Map<string, Head[]>()];
  for (const operation of operations) {
    const { field, supersedes } = operation;
    if (operation.scope !== scope || operation.type !== type || operation.record !== id) return null;
    if (known.has(operation.id) || !knownKinds.has(operation.kind)) return null;
    const heads = fields.get(field);
    for (const replaced of supersedes) {
      const at = heads?.findIndex((head) => head.id === replaced) ?? -1;
      // Superseded before, of another field, or not here.
      if (at < 0) return null;
      heads?.splice(at, 1);
    }
    if (heads === undefined) fields.set(field, [headOf(operation)]);
    else heads.push(headOf(operation));
    known.add(operation.id);
  }
  for (const heads of fields.values()) if (heads.length > 1) heads.sort(byTime);
  const sorted = [...fields].sort(([a], [b]) => (a < b ? -1 : 1));
  return { scope, type, id, fields: Object.fromEntries(sorted), missing: [] };
}

/** Order for display: Lamport number, then id. No clock in it ([OP5]). */
export function byTime(a: { lamport: number; id: string }, b: { lamport: number; id: string }): number {
  return a.lamport - b.lamport || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function headOf(operation: Mergeable): Head {
  const { id, kind, value, lamport, wall, origin } = operation;
  return { id, kind, value, lamport, wall, author: origin.author, device: origin.device };
}

/** A record has one place; should operations disagree, the smallest name wins everywhere alike. */
function placeOf(state: RecordState, operation: Mergeable): { scope: string; type: string } {
  const earlier = `${operation.scope} ${operation.type}` < `${state.scope} ${state.type}`;
  return earlier ? { scope: operation.scope, type: operation.type } : { scope: state.scope, type: state.type };
}

/** Fields are kept in the order of their keys, so that equal states are equal as text too. */
function withHeads(fields: RecordState['fields'], key: string, heads: readonly Head[]): RecordState['fields'] {
  if (Object.hasOwn(fields, key) && heads.length > 0) return { ...fields, [key]: heads };
  const entries = Object.entries(fields).filter(([name]) => name !== key);
  if (heads.length > 0) entries.push([key, heads]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function addMissing(missing: MissingOperation[], one: MissingOperation): void {
  if (!missing.some(({ id, field }) => id === one.id && field === one.field)) missing.push(one);
}

function byIdAndField(a: MissingOperation, b: MissingOperation): number {
  return `${a.id} ${a.field}` < `${b.id} ${b.field}` ? -1 : 1;
}
