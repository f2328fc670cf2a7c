/** What two sides of a conflict started from ([CF3]). Pure. */
import type { OperationId } from '../base/ids.ts';
import { existenceField, type RecordState } from '../domain/record-state.ts';
import { unseenEdits } from '../domain/view.ts';
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
  const common = heads.map(({ id }) => ancestorsOf(id, byId)).reduce(inBoth);
  const base = [...common]
    .flatMap((id) => byId.get(id) ?? [])
    .sort(byTime)
    .at(-1);
  return { record, field, base: base ?? null, heads };
}

function inBoth(one: ReadonlySet<OperationId>, other: ReadonlySet<OperationId>): Set<OperationId> {
  return new Set([...one].filter((id) => other.has(id)));
}

/** Everything that an operation supersedes, near and far, as far as it is here. */
function ancestorsOf(id: OperationId, byId: ReadonlyMap<OperationId, StoredOperation>): Set<OperationId> {
  const seen = new Set<OperationId>();
  const open = [...(byId.get(id)?.supersedes ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(byId.get(next)?.supersedes ?? []));
  }
  return seen;
}
