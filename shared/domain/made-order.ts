/** Append-only records in the order that counts: Lamport of their creation, then id. */
import { existenceField, type RecordState } from './record-state.ts';

/** The same records, first made first. */
export function inMadeOrder(states: readonly RecordState[]): RecordState[] {
  const lamportOf = (state: RecordState) => state.fields[existenceField]?.[0]?.lamport ?? 0;
  return [...states].sort((a, b) => lamportOf(a) - lamportOf(b) || (a.id < b.id ? -1 : 1));
}
