/** What waits for the hub, put together as a person would tell it: by record, and an import as one thing. */
import type { RecordId } from '../../../shared/base/ids.ts';
import { existenceField, type OperationKind } from '../../../shared/domain/record-state.ts';
import { isTraceKey } from '../../../shared/domain/trace.ts';
import { notedKey } from '../../../shared/domain/translation/translation-note.ts';
import type { StoredOperation } from '../../../shared/protocol/operation.ts';

export interface WaitingGroup {
  readonly record: RecordId;
  readonly type: string;
  readonly changes: number;
  /** The one field that changed, when it is only one. */
  readonly field: string | null;
  readonly what: 'created' | 'deleted' | 'restored' | 'moved' | 'changed';
  /** Latest wall clock of its operations. */
  readonly at: number;
  /** Other records that belong to it and wait with it. */
  readonly parts: number;
}

/** More records of one parent than this are told as one. */
const fewParts = 4;

/** Groups the outbox; newest first. `parentOf` tells what a record belongs to. */
export function groupWaiting(
  operations: readonly StoredOperation[],
  parentOf: (record: RecordId) => RecordId | null,
): WaitingGroup[] {
  const changing = new Set(operations.flatMap(({ tx, field }) => (isTraceKey(field) ? [] : [tx])));
  const byRecord = new Map<RecordId, StoredOperation[]>();
  for (const operation of operations) {
    // The trace that a change leaves is told as no change, unless it is all: somebody said that changes fit together.
    if (isTraceKey(operation.field) && changing.has(operation.tx)) continue;
    const known = byRecord.get(operation.record);
    if (known) known.push(operation);
    else byRecord.set(operation.record, [operation]);
  }
  const groups = [...byRecord.values()].map(groupOf);
  const siblings = new Map<RecordId, number>();
  for (const group of groups) {
    const parent = parentOf(group.record);
    if (parent !== null) siblings.set(parent, (siblings.get(parent) ?? 0) + 1);
  }
  const isPart = (group: WaitingGroup) => {
    const parent = parentOf(group.record);
    return parent !== null && byRecord.has(parent) && (siblings.get(parent) ?? 0) > fewParts;
  };
  const whole = new Map(groups.filter((group) => !isPart(group)).map((group) => [group.record, group]));
  for (const part of groups.filter(isPart)) {
    const parent = whole.get(parentOf(part.record) as RecordId);
    if (!parent) whole.set(part.record, part);
    else {
      whole.set(parent.record, {
        ...parent,
        field: null,
        changes: parent.changes + part.changes,
        parts: parent.parts + 1,
        at: Math.max(parent.at, part.at),
      });
    }
  }
  return [...whole.values()].sort((a, b) => b.at - a.at);
}

const happened = {
  create: 'created',
  set: 'changed',
  delete: 'deleted',
  restore: 'restored',
  move: 'moved',
} as const satisfies Record<OperationKind, WaitingGroup['what']>;

function groupOf(all: readonly StoredOperation[]): WaitingGroup {
  const changes = all.filter(({ field }) => !isTraceKey(field));
  const operations = changes.length > 0 ? changes : all;
  const first = operations[0] as StoredOperation;
  // A note on a translation comes with its text and is told as one change with it.
  const fields = new Set(operations.map(({ field }) => notedKey(field) ?? field));
  const existence = operations.filter((operation) => operation.field === existenceField).at(-1)?.kind;
  const what = happened[existence ?? 'set'];
  return {
    record: first.record,
    type: first.type,
    changes: changesIn(operations),
    field: fields.size === 1 ? first.field : null,
    what,
    at: Math.max(...operations.map((operation) => operation.wall)),
    parts: 0,
  };
}

/** A text and the note on it are one change to whoever made it. */
function changesIn(operations: readonly StoredOperation[]): number {
  const texts = new Set(operations.map(({ field }) => field));
  return operations.filter(({ field }) => !texts.has(notedKey(field) ?? '')).length;
}
