/**
 * The undo of a user action, as operations that supersede what the action wrote and nothing else. Everything is read from
 * the history: what an operation supersedes is what stood there before it, so nothing else need be remembered.
 */
import type { OperationId, RecordId } from '../base/ids.ts';
import { type Failure, fail, ok, type Result } from '../base/result.ts';
import { placesAfter, undoMove } from './move/undo-move.ts';
import { type DeleteValue, existenceField, type Head, type OperationDraft, type RecordState } from './record-state.ts';
import { declarationOf } from './records.ts';
import { isTraceKey } from './trace.ts';

/** What a history says of an operation. */
export interface PastOperation extends Pick<OperationDraft, 'kind' | 'field' | 'value' | 'supersedes'> {
  readonly id: OperationId;
  /** What is left of a value that is no longer kept. */
  readonly commitment?: string;
}

/** One record that the action wrote to. */
export interface UndoRecord {
  readonly state: RecordState;
  /** Every operation of the record that is on this disk. */
  readonly history: readonly PastOperation[];
  /** Records that belong to this one. */
  readonly children: readonly RecordId[];
}

/** An operation that undoes, and the one whose value it brings back; null when it empties a field or a record. */
export interface UndoDraft {
  readonly draft: OperationDraft;
  readonly restates: OperationId | null;
}

/** What an action wrote, and what undos of later actions wrote since on its records. */
export interface Written {
  readonly operations: ReadonlySet<OperationId>;
  /** Operation of an undo to the one whose value it brought back, or to null when it emptied a field. */
  readonly echoes: ReadonlyMap<OperationId, OperationId | null>;
}

export type UndoFailure =
  /** Somebody wrote there since, or something was hung on a record that the action made. Nothing is overwritten. */
  | (Failure<'undo-changed-since'> & { readonly record: RecordId })
  /** What stood there before is not on this disk, or no longer kept. */
  | (Failure<'undo-unknown'> & { readonly record: RecordId })
  /** Marks and entries are corrected by another one, never taken away. */
  | (Failure<'undo-append-only'> & { readonly type: string });

/** What undoes an action; `records` are all that it wrote to. */
export function undoDrafts(written: Written, records: readonly UndoRecord[]): Result<UndoDraft[], UndoFailure> {
  const places = placesAfter(written.operations, records);
  if (places.size > 0) {
    const back = undoMove(places, records, (head) => isOurs(written, head));
    return back.ok ? ok(back.value.map((draft) => ({ draft, restates: null }))) : back;
  }
  const ours = new Set(records.map(({ state }) => state.id));
  // It wrote traces and nothing else: somebody said that changes fit together.
  const isAnswer = records.every(({ history }) =>
    history.every(({ id, field }) => !written.operations.has(id) || isTraceKey(field)),
  );
  const drafts: UndoDraft[] = [];
  for (const record of records) {
    const undone = undoRecord(written, record, { ours, isAnswer });
    if (!undone.ok) return undone;
    drafts.push(...undone.value);
  }
  return ok(drafts);
}

function undoRecord(
  written: Written,
  record: UndoRecord,
  { ours, isAnswer }: { readonly ours: ReadonlySet<RecordId>; readonly isAnswer: boolean },
): Result<UndoDraft[], UndoFailure> {
  const { state, history } = record;
  if (declarationOf(state.type)?.appendOnly !== false) return fail({ kind: 'undo-append-only', type: state.type });
  const all = history.filter(({ id }) => written.operations.has(id));
  // The undo leaves a trace of its own ([CF5]): that of the action stands below it, whoever changed the record since.
  const changes = all.filter(({ field }) => !isTraceKey(field));
  const operations = changes.length > 0 || !isAnswer ? changes : all;
  if (operations.some(({ kind, supersedes }) => kind === 'create' && supersedes.length === 0)) {
    return undoCreate(written, record, ours);
  }
  const drafts: UndoDraft[] = [];
  for (const field of new Set(operations.map((operation) => operation.field))) {
    const heads = state.fields[field] ?? [];
    if (!heads.every((head) => isOurs(written, head))) return fail({ kind: 'undo-changed-since', record: state.id });
    const before = standingBefore(
      operations.filter((operation) => operation.field === field),
      written.operations,
      history,
    );
    if (before === null) return fail({ kind: 'undo-unknown', record: state.id });
    drafts.push(...bringBack(written, state, heads, before, field));
  }
  return ok(drafts);
}

/** A record that the action made goes again, unless somebody else has put something into it meanwhile. */
function undoCreate(
  written: Written,
  { state, children }: UndoRecord,
  ours: ReadonlySet<RecordId>,
): Result<UndoDraft[], UndoFailure> {
  const heads = Object.values(state.fields).flat();
  if (!heads.every((head) => isOurs(written, head)) || !children.every((child) => ours.has(child))) {
    return fail({ kind: 'undo-changed-since', record: state.id });
  }
  const seen = Object.entries(state.fields)
    .filter(([field]) => field !== existenceField)
    .flatMap(([, ofField]) => ofField.map(({ id }) => id))
    .sort();
  const exists = state.fields[existenceField] ?? [];
  const draft = draftOn(state, existenceField, exists, { kind: 'delete', value: { seen } });
  return ok([{ draft, restates: null }]);
}

/** Nobody else wrote it: it is of the action, or an undo brought back what the action had left. */
function isOurs({ operations, echoes }: Written, head: Head): boolean {
  const id = originOf(head.id, echoes);
  return id === null || operations.has(id);
}

/** The operation that an undo brought back, however often; null when it emptied the field. */
function originOf(id: OperationId, echoes: Written['echoes']): OperationId | null {
  let origin: OperationId | null | undefined = id;
  while (origin !== null && echoes.has(origin)) origin = echoes.get(origin) ?? null;
  return origin;
}

/**
 * The heads of a field before the action: the operations that it superseded. None for a field that was empty; null when
 * one of them is not on this disk, or is there without its value.
 */
function standingBefore(
  ofField: readonly PastOperation[],
  operations: ReadonlySet<OperationId>,
  history: readonly PastOperation[],
): PastOperation[] | null {
  const replaced = new Set(ofField.flatMap(({ supersedes }) => supersedes).filter((id) => !operations.has(id)));
  const before = history.filter(({ id }) => replaced.has(id));
  const isWhole = before.every(({ commitment }) => commitment === undefined);
  return isWhole && before.length === replaced.size ? before : null;
}

/** Writes again what stood there. Several values, a conflict that the action settled, become a conflict again. */
function bringBack(
  written: Written,
  state: RecordState,
  heads: readonly Head[],
  before: readonly PastOperation[],
  field: string,
): UndoDraft[] {
  if (before.length === 0) {
    return [{ draft: draftOn(state, field, heads, { kind: 'set', value: null }), restates: null }];
  }
  return before.map((operation) => ({
    draft: draftOn(state, field, heads, again(operation, state, written.echoes)),
    restates: operation.id,
  }));
}

function again(
  { kind, value }: PastOperation,
  state: RecordState,
  echoes: Written['echoes'],
): Pick<OperationDraft, 'kind' | 'value'> {
  if (kind === 'set') return { kind, value };
  if (kind !== 'delete') return { kind: 'restore', value: null };
  // It has seen what its author had seen then, and what was brought back of that: an edit that escaped them stays a
  // question for people.
  const seen = new Set((value as DeleteValue | null)?.seen ?? []);
  const echoed = Object.values(state.fields)
    .flat()
    .filter(({ id }) => echoes.has(id))
    .filter(({ id }) => seen.has(originOf(id, echoes) ?? '') || originOf(id, echoes) === null);
  return { kind, value: { seen: [...new Set([...seen, ...echoed.map(({ id }) => id)])].sort() } };
}

function draftOn(
  { scope, type, id: record }: RecordState,
  field: string,
  heads: readonly Head[],
  what: Pick<OperationDraft, 'kind' | 'value'>,
): OperationDraft {
  return { scope, type, record, field, ...what, supersedes: heads.map(({ id }) => id) };
}
