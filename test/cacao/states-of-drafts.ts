/** Record states as a store would hold them after these drafts were applied, one operation after another. */
import type { Head, OperationDraft, RecordState } from '../../shared/domain/record-state.ts';

const start = Date.UTC(2026, 0, 1);

/** Applies drafts to states (none by default); every operation gets the next Lamport number. */
export function statesOfDrafts(
  drafts: readonly OperationDraft[],
  before: readonly RecordState[] = [],
): readonly RecordState[] {
  const states = new Map<string, RecordState>(before.map((state) => [state.id, state]));
  let lamport = before.length === 0 ? 0 : 1_000_000;
  for (const draft of drafts) {
    const state = states.get(draft.record) ?? emptyState(draft);
    const head: Head = {
      id: `${draft.record}/${draft.field}/${++lamport}`,
      kind: draft.kind,
      value: draft.value,
      lamport,
      wall: start + lamport,
      author: 'author',
      device: 'device',
    };
    const replaced = new Set(draft.supersedes);
    const kept = (state.fields[draft.field] ?? []).filter((each) => !replaced.has(each.id));
    states.set(draft.record, { ...state, fields: { ...state.fields, [draft.field]: [...kept, head] } });
  }
  return [...states.values()];
}

function emptyState(draft: OperationDraft): RecordState {
  return { scope: draft.scope, type: draft.type, id: draft.record, fields: {}, missing: [] };
}

/** The playbook among the states, and its steps. */
export function splitStates(states: readonly RecordState[]): { playbook: RecordState; steps: RecordState[] } {
  const playbook = states.find((state) => state.type === 'playbook');
  if (playbook === undefined) throw new Error('no playbook among the states');
  return { playbook, steps: states.filter((state) => state.type === 'step') };
}
