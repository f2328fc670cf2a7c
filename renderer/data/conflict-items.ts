/**
 * The inbox: every field of every record that has more than one value to choose from, and what was hung on a record that
 * had been moved away.
 */
import { queryOptions } from '@tanstack/react-query';
import type { RecordId } from '../../shared/base/ids.ts';
import { leftBehind, parentOf } from '../../shared/domain/move/left-behind.ts';
import { isAskedWith } from '../../shared/domain/move/settle-move.ts';
import { existenceField, type Head, type RecordState } from '../../shared/domain/record-state.ts';
import { declarationOf } from '../../shared/domain/records.ts';
import { changesApart, traceKey } from '../../shared/domain/trace.ts';
import { conflictsOf, isDeleted, unseenEdits } from '../../shared/domain/view.ts';
import type { LiveEngine } from './live-engine.ts';

export interface ConflictItem {
  readonly record: RecordId;
  readonly type: string;
  /** Its key; {@link traceKey} where nothing is to be chosen, but changes were made apart. */
  readonly field: string;
  /** It is asked whether a record is here or moved, not what a field says. */
  readonly isMove: boolean;
  /** People who wrote the values, in the order of the heads. */
  readonly authors: readonly string[];
  /** Latest wall clock of the values. */
  readonly at: number;
}

const local = { staleTime: Number.POSITIVE_INFINITY, networkMode: 'always' } as const;

/** All conflicts on this disk, the oldest first: what has waited longest is settled first. */
export function conflictItemsQuery(engine: LiveEngine) {
  return queryOptions({
    ...local,
    queryKey: ['sync', 'conflicts'] as const,
    queryFn: async (): Promise<readonly ConflictItem[]> => {
      const entries = await engine.list({ inConflict: true, withDeleted: true });
      const states = new Map((await engine.open(entries.map((entry) => entry.id))).map((state) => [state.id, state]));
      return [...states.values()].flatMap((state) => itemsAsked(state, states.get(parentOf(state)))).sort(inOrder);
    },
  });
}

/** What was hung on a record in its old scope by somebody who had not heard of its move. */
export function leftBehindQuery(engine: LiveEngine) {
  return queryOptions({
    ...local,
    queryKey: ['sync', 'left-behind'] as const,
    queryFn: async (): Promise<readonly ConflictItem[]> =>
      (await leftBehind(engine)).map(({ state }) => itemOf(state, existenceField)).sort(inOrder),
  });
}

/** What is asked of a record; not what is asked of what it belongs to as well, when that is in conflict too. */
function itemsAsked(state: RecordState, parent: RecordState | undefined): ConflictItem[] {
  const items = conflictItemsOf(state);
  if (parent === undefined || !isAskedWith(state, parent)) return items;
  return conflictItemsOf(parent).some(({ field }) => field === existenceField)
    ? items.filter(({ field }) => field !== existenceField)
    : items;
}

function inOrder(a: ConflictItem, b: ConflictItem): number {
  return a.at - b.at || (keyOf(a) < keyOf(b) ? -1 : 1);
}

export function conflictItemsOf(state: RecordState): ConflictItem[] {
  const declaration = declarationOf(state.type);
  if (declaration === undefined) return [];
  const apart = !isDeleted(state) && changesApart(state).length > 0 ? [itemOf(state, traceKey)] : [];
  return [...conflictsOf(declaration, state).map((field) => itemOf(state, field)), ...apart];
}

function itemOf(state: RecordState, field: string): ConflictItem {
  const heads = headsAsked(state, field);
  return {
    record: state.id,
    type: state.type,
    field,
    isMove: field === existenceField && !heads.some(({ kind }) => kind === 'delete'),
    authors: [...new Set(heads.map((head) => head.author))],
    at: Math.max(...heads.map((head) => head.wall)),
  };
}

function headsAsked(state: RecordState, field: string): readonly Head[] {
  if (field === existenceField) return existenceHeads(state);
  return field === traceKey ? changesApart(state) : (state.fields[field] ?? []);
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
