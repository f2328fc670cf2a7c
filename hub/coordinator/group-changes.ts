/** Operations as people see them: what one user action did to one record is one change. */
import type { HeldOperation } from '../../shared/coordinator/contract.ts';
import { notedKey, readNote } from '../../shared/domain/translation/translation-note.ts';
import type { StoredOperation } from '../../shared/protocol/operation.ts';

interface WithOperation {
  readonly operation: StoredOperation;
  readonly device: string;
}

/** Groups in the order in which their first member comes; in each, creation first, then by Lamport number. */
export function groupChanges<T extends WithOperation>(members: readonly T[], alike: (member: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const member of members) {
    const { scope, tx, record } = member.operation;
    const key = [scope, tx, record, member.device, alike(member)].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), member]);
  }
  return [...groups.values()].map((group) => group.sort((a, b) => inOrder(a.operation, b.operation)));
}

/** Creation first: the values that an action gives a record count only for a record that is there. */
export function inOrder(a: StoredOperation, b: StoredOperation): number {
  const rank = (operation: StoredOperation) => (operation.kind === 'create' ? 0 : 1);
  return rank(a) - rank(b) || a.lamport - b.lamport || (a.id < b.id ? -1 : 1);
}

export function toHeldOperation({ id, kind, field, value }: StoredOperation): HeldOperation {
  const of = notedKey(field);
  const note = of === null ? null : readNote(value);
  if (of === null || note === null) return { id, kind, field, value };
  return { id, kind, field, value, note: { of, state: note.state, source: note.source } };
}
