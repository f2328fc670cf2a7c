/** The inbox: every field of every record that has more than one value to choose from. */
import { queryOptions } from '@tanstack/react-query';
import type { RecordId } from '../../../shared/base/ids.ts';
import { existenceField, type Head, type RecordState } from '../../../shared/domain/record-state.ts';
import { declarationOf } from '../../../shared/domain/records.ts';
import { conflictsOf, unseenEdits } from '../../../shared/domain/view.ts';
import type { LiveEngine } from '../../data/live-engine.ts';

export interface ConflictItem {
  readonly record: RecordId;
  readonly type: string;
  readonly field: string;
  /** People who wrote the values, in the order of the heads. */
  readonly authors: readonly string[];
  /** Latest wall clock of the values. */
  readonly at: number;
}

/** All conflicts on this disk, the oldest first: what has waited longest is settled first. */
export function conflictItemsQuery(engine: LiveEngine) {
  return queryOptions({
    queryKey: ['sync', 'conflicts'] as const,
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    queryFn: async (): Promise<readonly ConflictItem[]> => {
      const entries = await engine.list({ inConflict: true, withDeleted: true });
      const states = await engine.open(entries.map((entry) => entry.id));
      return states.flatMap(conflictItemsOf).sort((a, b) => a.at - b.at || (keyOf(a) < keyOf(b) ? -1 : 1));
    },
  });
}

export function conflictItemsOf(state: RecordState): ConflictItem[] {
  const declaration = declarationOf(state.type);
  if (declaration === undefined) return [];
  return conflictsOf(declaration, state).map((field) => {
    const heads = field === existenceField ? existenceHeads(state) : (state.fields[field] ?? []);
    return {
      record: state.id,
      type: state.type,
      field,
      authors: [...new Set(heads.map((head) => head.author))],
      at: Math.max(...heads.map((head) => head.wall)),
    };
  });
}

/** What is at stake when one deletes and another goes on: the deletes, and the edits that the deleters had not seen. */
export function existenceHeads(state: RecordState): readonly Head[] {
  const unseen = new Set(unseenEdits(state));
  const edits = Object.entries(state.fields)
    .filter(([key]) => key !== existenceField)
    .flatMap(([, heads]) => heads.filter((head) => unseen.has(head.id)));
  return [...(state.fields[existenceField] ?? []), ...edits];
}

/** Names a conflict among others: record and field. */
export function keyOf(item: Pick<ConflictItem, 'record' | 'field'>): string {
  return `${item.record}/${item.field}`;
}
